using BedrockDefense.Infra.Checking;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Verifying.Checks;
using BedrockDefense.Stack.Configuration;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Tests.Fakes;

/// <summary>What a check of the whole stack uses, for the organization of <see cref="SampleTree"/>.</summary>
internal static class SampleContext
{
    /// <summary>Makes the context.</summary>
    /// <param name="answer">Answers the calls that are not to Organizations.</param>
    /// <param name="resources">The stack's resources.</param>
    /// <param name="changes">Changes of the sample configuration; those without a value change nothing.</param>
    public static async Task<CheckContext> OfAsync(
        Func<AwsCall, string> answer,
        IEnumerable<DeclaredResource> resources,
        params IEnumerable<(string Key, string? Value)> changes
    )
    {
        var tree = FakeAws.OfPages("NextToken", SampleTree.Pages);
        var places = new Places(
            new FakeAws(call =>
                call.Service == "organizations" && call.Operation != "ListPoliciesForTarget"
                    ? tree.SendAsync(call).GetAwaiter().GetResult()
                    : answer(call)
            ),
            "eu-central-1"
        );
        Dictionary<string, string> config = new(ConfigFile.Read(Repository.SampleConfiguration));
        foreach (var (key, value) in changes)
        {
            if (value is not null)
            {
                config[$"bedrock-defense:{key}"] = value;
            }
        }

        return new CheckContext(
            CheckedSettings.Parse(config),
            places,
            await Organization.ReadAsync(places.Home),
            [.. resources],
            new JumpingClock(),
            TestContext.Current.CancellationToken
        );
    }

    /// <summary>Makes a resource in the management account.</summary>
    public static DeclaredResource Resource(
        string type,
        string name,
        params (string Name, System.Text.Json.Nodes.JsonNode Value)[] inputs
    ) =>
        new(
            type,
            name,
            ResourceRelations.None,
            name,
            null,
            Inputs.Of(inputs.Select(one => (one.Name, (System.Text.Json.Nodes.JsonNode?)one.Value)))
        );
}
