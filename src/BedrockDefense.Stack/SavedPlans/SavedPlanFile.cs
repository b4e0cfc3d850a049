using System.Text.Json;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rendering;

namespace BedrockDefense.Stack.SavedPlans;

/// <summary>Writes a plan as JSON, and reads such a file.</summary>
public static class SavedPlanFile
{
    private const string ValidForm = "give the output of `bedrock-defense plan --format json`";

    // As many as the verb plan renders.
    private const int MostAccounts = 100_000;

    private const int Deepest = 256;

    private static readonly JsonSerializerOptions Options = new(JsonText.IndentedOptions)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = Deepest,
    };

    /// <summary>Returns a plan as indented JSON: a list of the stack and its AWS resources.</summary>
    /// <param name="version">The version that made the plan.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="secretDigests">The settings that hold a secret, each with a digest.</param>
    /// <param name="stack">The rendered stack.</param>
    public static string Write(
        string version,
        IReadOnlyDictionary<string, string> config,
        IReadOnlyDictionary<string, string> secretDigests,
        StackDeclaration stack
    )
    {
        ArgumentNullException.ThrowIfNull(stack);
        var resources = stack.Resources.Where(resource => resource.IsOfAws).Select(SavedResource.Of).ToList();
        var head = new SavedStack(
            SavedStack.StackType,
            SavedStack.ProductName,
            version,
            resources.Count,
            config,
            secretDigests,
            stack.Organization,
            new SavedOutputs(stack.TrailArn, stack.Coverage)
        );
        return JsonSerializer.Serialize<object[]>([head, .. resources], Options);
    }

    /// <summary>
    /// Returns whether a text is a plan, by this product or another tool, and not a configuration. A configuration may be JSON too, but is
    /// never a list.
    /// </summary>
    public static bool IsPlan(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var start = text.AsSpan().TrimStart();
        return start.StartsWith("[") || (start.StartsWith("{") && ToolOf(TryParse(text)) is not null);
    }

    /// <summary>Reads a plan of this product.</summary>
    /// <param name="text">The document.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="InvalidInputException">
    /// It is another tool's plan, or it is not whole, or its configuration is invalid in this version.
    /// </exception>
    public static SavedPlan Parse(string text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        var place = new SourceLocation(file);
        try
        {
            var root = JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = Deepest, AllowDuplicateProperties = false });
            return ToolOf(root) is { } tool ? throw new InvalidInputException($"is a plan of {tool}; {ValidForm}", place)
                : !JsonUnicode.IsWhole(root)
                    ? throw new InvalidInputException($"is not a plan, because a text in it is not Unicode; {ValidForm}", place)
                : root.ValueKind != JsonValueKind.Array || !root.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object)
                    ? throw new InvalidInputException($"is not a plan; {ValidForm}", place)
                : Read(root, place);
        }
        catch (JsonException exception)
        {
            var line = exception.LineNumber is { } number ? (int)number + 1 : (int?)null;
            throw new InvalidInputException(
                $"is not a whole plan, because it is not one JSON document or lacks a part ({exception.Path ?? "its end"}); {ValidForm}",
                new(file, line)
            );
        }
    }

    private static SavedPlan Read(JsonElement root, SourceLocation place)
    {
        var items = root.EnumerateArray().ToList();
        if (items.FindIndex(item => Text(item, "type") == SavedStack.StackType) is not 0)
        {
            throw new InvalidInputException(
                $"does not begin with the stack ({SavedStack.StackType}), so it says nothing of the settings, as plans of older versions "
                    + $"do not; {ValidForm}",
                place
            );
        }

        if (Text(items[0], "name") != SavedStack.ProductName)
        {
            throw new InvalidInputException($"is a plan of another program than {SavedStack.ProductName}; {ValidForm}", place);
        }

        var head = items[0].Deserialize<SavedStack>(Options)!;
        var resources = items.Skip(1).Select(item => item.Deserialize<SavedResource>(Options)!.ToDeclared()).ToList();
        Check(head, resources, place);
        return ToPlan(head, resources, place);
    }

    private static void Check(SavedStack head, List<DeclaredResource> resources, SourceLocation place)
    {
        if (resources.Count != head.ResourceCount)
        {
            throw new InvalidInputException(
                FormattableString.Invariant(
                    $"has {resources.Count} resources and says that it has {head.ResourceCount}, so it is not whole; {ValidForm}"
                ),
                place
            );
        }

        if (head.Organization.FurtherAccounts is < 0 or > MostAccounts)
        {
            throw new InvalidInputException(
                FormattableString.Invariant(
                    $"names {head.Organization.FurtherAccounts} further accounts; a plan has from 0 to {MostAccounts:#,##0}"
                ),
                place
            );
        }

        if (resources.GroupBy(resource => resource.Key).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new InvalidInputException($"has the resource {twice.Key.Name} of type {twice.Key.Type} twice; {ValidForm}", place);
        }
    }

    private static SavedPlan ToPlan(SavedStack head, List<DeclaredResource> resources, SourceLocation place)
    {
        try
        {
            var settings = CheckedSettings.Parse(head.Configuration);
            return new SavedPlan(
                head.Version,
                head.Configuration,
                settings,
                head.SecretDigests,
                new StackDeclaration(settings.HomeRegion.Code, head.Organization, head.Outputs.TrailArn, head.Outputs.Coverage, resources)
                {
                    Logging = LoggingOfSettings.Of(settings),
                    GovernedRegions = [.. settings.Regions.Select(region => region.Code)],
                }
            );
        }
        catch (InvalidInputException exception)
        {
            throw new InvalidInputException([.. exception.Faults.Select(fault => fault with { Location = fault.Location ?? place })]);
        }
    }

    // Both tools write one object. Pulumi's has a member named config, as a configuration does.
    private static string? ToolOf(JsonElement? root) =>
        root is not { ValueKind: JsonValueKind.Object } plan ? null
        : plan.TryGetProperty("format_version", out _) ? "Terraform"
        : plan.TryGetProperty("steps", out _) || plan.TryGetProperty("changeSummary", out _) ? "Pulumi"
        : null;

    private static JsonElement? TryParse(string text)
    {
        try
        {
            return JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = Deepest });
        }
        catch (JsonException)
        {
            // A configuration may begin like JSON and be YAML.
            return null;
        }
    }

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
