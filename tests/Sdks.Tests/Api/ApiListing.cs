using System.Reflection;

namespace Sdks.Tests.Api;

/// <summary>The public surface of an assembly: a line for each type and, below it, a line for each member that the type declares.</summary>
internal static class ApiListing
{
    /// <summary>Reads a listing: type lines start with <c>## </c>, member lines with two spaces.</summary>
    public static Dictionary<string, HashSet<string>> Read(string path)
    {
        var types = new Dictionary<string, HashSet<string>>();
        var members = new HashSet<string>();
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                types.Add(line[3..], members = []);
            }
            else if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                members.Add(WithoutVirtual(line[2..]));
            }
        }
        return types;
    }

    /// <summary>Lists the exported types of an assembly in this form.</summary>
    public static Dictionary<string, HashSet<string>> Of(Assembly assembly) =>
        assembly
            .GetExportedTypes()
            .ToDictionary(
                TypeText.Header,
                type =>
                    type.GetMembers(MemberText.DeclaredMembers).Select(MemberText.Of).OfType<string>().Select(WithoutVirtual).ToHashSet()
            );

    // Reflection reports a method that implements an internal interface as virtual. Callers cannot see the difference.
    private static string WithoutVirtual(string member) => member.Replace("virtual ", "", StringComparison.Ordinal);
}
