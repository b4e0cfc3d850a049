using System.Text.Json;

namespace BedrockDefense.Stack.Checking.Plans;

/// <summary>Reads a plan in the form of the tool that wrote it.</summary>
public static class PlanFile
{
    /// <summary>What a plan is, for messages.</summary>
    public const string ValidForm = "give the output of `terraform show -json PLANFILE` or of `pulumi preview --json`";

    private const int Deepest = 256;

    /// <summary>Reads a plan.</summary>
    /// <param name="text">The document.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="InvalidInputException">It is not a plan. The message quotes nothing of it, since plans hold secrets.</exception>
    public static DeploymentPlan Parse(string text, string file)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = Deepest, AllowDuplicateProperties = false });
        }
        catch (JsonException exception)
        {
            var line = exception.LineNumber is { } number ? (int)number + 1 : (int?)null;
            throw new InvalidInputException($"is not a plan, because it is not one JSON document; {ValidForm}", new(file, line));
        }

        if (!JsonUnicode.IsWhole(root))
        {
            throw new InvalidInputException($"is not a plan, because a text in it is not Unicode; {ValidForm}", new(file));
        }

        return Is(root, "format_version", JsonValueKind.String) ? TerraformPlan.Read(root, file)
            : Is(root, "steps", JsonValueKind.Array) || Is(root, "changeSummary", JsonValueKind.Object) ? PulumiPreview.Read(root)
            : throw new InvalidInputException($"is not a plan; {ValidForm}", new(file));
    }

    /// <summary>Whether an object has a member of this kind.</summary>
    internal static bool Is(JsonElement parent, string name, JsonValueKind kind) => Member(parent, name).ValueKind == kind;

    /// <summary>Returns a member of an object; undefined when there is none.</summary>
    internal static JsonElement Member(JsonElement parent, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            parent = parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;
        }

        return parent;
    }

    /// <summary>Returns a member that is a text; null when there is none.</summary>
    internal static string? Text(JsonElement parent, params ReadOnlySpan<string> path) =>
        Member(parent, path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Returns the items of a member that is a list.</summary>
    internal static IEnumerable<JsonElement> Items(JsonElement parent, params ReadOnlySpan<string> path) =>
        Member(parent, path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>Returns the only value of several; null when they differ or there is none.</summary>
    internal static string? Only(IEnumerable<string?> values) =>
        values.Distinct(StringComparer.Ordinal).Take(2).ToList() is [{ } one] ? one : null;

    /// <summary>Returns the account in an ARN; null where the text is no ARN with an account.</summary>
    internal static string? AccountOf(string? arn) =>
        arn?.Split(':', 6) is ["arn", _, _, _, { Length: 12 } account, _] && account.All(char.IsAsciiDigit) ? account : null;
}
