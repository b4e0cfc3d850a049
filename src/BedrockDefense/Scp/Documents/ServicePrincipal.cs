using System.Text.RegularExpressions;

namespace BedrockDefense.Scp.Documents;

/// <summary>The form of a service's name as a principal, such as <c>events.amazonaws.com</c>.</summary>
internal static partial class ServicePrincipal
{
    public static bool IsValid(string name) => Form().IsMatch(name);

    [GeneratedRegex(@"^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
