using System.Text.Json.Nodes;
using BedrockDefense.Cli;
using BedrockDefense.Emulator.Rendering;

namespace BedrockDefense.Emulator.Tests.Deployment;

/// <summary>A StackSet that the stack declares, with its instances.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Inputs">What it was declared with.</param>
/// <param name="Instances">What its instances were declared with.</param>
internal sealed record DeclaredStackSet(string Name, JsonObject Inputs, JsonObject Instances)
{
    /// <summary>The CloudFormation template.</summary>
    public string Template => Inputs["templateBody"]!.GetValue<string>();

    /// <summary>The Regions of its instances.</summary>
    public IReadOnlyList<string> Regions => [.. Instances["regions"]!.AsArray().Select(region => region!.GetValue<string>())];

    /// <summary>
    /// The StackSets of the sample configuration for an organization with this root, in the order in which they depend on
    /// each other. Only tests in the collection "console" may ask: the console and the configuration are the process's.
    /// </summary>
    public static async Task<IReadOnlyList<DeclaredStackSet>> OfSampleAsync(string rootId)
    {
        var config = Path.GetTempFileName();
        var (output, plan) = (Console.Out, new StringWriter());
        Console.SetOut(plan);
        try
        {
            var sample = await File.ReadAllTextAsync(Path.Combine(Root(), "Pulumi.dev.yaml"));
            await File.WriteAllTextAsync(config, sample.Replace("r-exam", rootId, StringComparison.Ordinal));
            Assert.Equal(0, await ProgramGate.AloneAsync(() => CommandLine.RunAsync(["plan", "--config", config, "--format", "json"])));
        }
        finally
        {
            Console.SetOut(output);
            File.Delete(config);
        }

        var resources = JsonNode.Parse(plan.ToString())!.AsArray().Select(resource => resource!.AsObject()).ToList();
        return
        [
            .. Of("aws:cloudformation/stackSet:StackSet")
                .OrderBy(set => set["autoDeployment"]!["dependsOnStackSets"] is JsonArray { Count: > 0 })
                .Select(set => new DeclaredStackSet(
                    set["name"]!.GetValue<string>(),
                    set,
                    Of("aws:cloudformation/stackInstances:StackInstances").Single(instances => Same(instances["stackSetName"], set["name"])))),
        ];

        IEnumerable<JsonObject> Of(string type) =>
            resources.Where(resource => resource["type"]!.GetValue<string>() == type).Select(resource => resource["inputs"]!.AsObject());

        static bool Same(JsonNode? one, JsonNode? other) => JsonNode.DeepEquals(one, other);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BedrockDefense.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
