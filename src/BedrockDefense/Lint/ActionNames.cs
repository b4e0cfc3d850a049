using System.Text.Json;
using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Lint;

/// <summary>
/// The actions that IAM knows (Service Authorization Reference), from <c>action-names.json</c>. AWS accepts a policy with a
/// misspelt action without any error, and the action has no effect.
/// </summary>
public static class ActionNames
{
    private static readonly Dictionary<string, string[]> ByService = Load();

    /// <summary>
    /// Returns what is wrong with an entry of <c>Action</c> or <c>NotAction</c>, with the nearest known action. Null when nothing
    /// is wrong.
    /// </summary>
    /// <param name="action">The entry, such as <c>bedrock:Delete*</c> or <c>*</c>.</param>
    public static string? FaultOf(string action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (action == "*")
        {
            return null;
        }

        var (service, name) = action.Split(':', 2) is [var before, var after] ? (before, after) : (action, "");
        if (!ByService.TryGetValue(service, out var names))
        {
            return $"{VisibleText.Quote(action)} is of no service whose actions are known here{Suggest(service, ByService.Keys)}";
        }

        var pattern = Wildcards.Parse(name);
        return names.Any(known => pattern.Matches(known, ignoreCase: true))
            ? null
            : $"{VisibleText.Quote(action)} is no action of IAM{Suggest(name, names)}";
    }

    private static string Suggest(string name, IEnumerable<string> known) =>
        Spelling.Nearest(name, known) is { } nearest ? $"; the nearest is {nearest}" : "";

    private static Dictionary<string, string[]> Load()
    {
        using var stream = typeof(ActionNames).Assembly.GetManifestResourceStream("lint/action-names.json")!;
        return JsonSerializer
            .Deserialize<Dictionary<string, string>>(stream)!
            .ToDictionary(
                entry => entry.Key,
                entry => entry.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                StringComparer.OrdinalIgnoreCase
            );
    }
}
