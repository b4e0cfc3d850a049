using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Comparing;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Reading.Services;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Templates;

namespace BedrockDefense.Live.Verifying.Deep;

/// <summary>Compares Bedrock's logging configuration of an account and Region with the one that the restorer there puts.</summary>
internal static class LoggingCheck
{
    /// <summary>How deviations name the configuration, which is a setting and no resource.</summary>
    public const string Resource = "bedrock/ModelInvocationLogging";
    private const string Audio = "audioDataDeliveryEnabled";

    /// <summary>Finds what differs; nothing where the stack establishes no logging.</summary>
    /// <param name="place">The account and Region.</param>
    /// <param name="machine">The declared restorer.</param>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public static async Task<IReadOnlyList<Deviation>> OfAsync(Place place, DeclaredResource machine)
    {
        if (DeclaredLogging.Of(machine.Id, JsonNode.Parse(machine.Text("definition")!)!) is not { } declared)
        {
            return [];
        }

        var remedy = $"aws stepfunctions start-execution --region {place.Region} --state-machine-arn {machine.Id}";
        return await BedrockReaders.LoggingAsync(place).ConfigureAwait(false) is { } found
            ? [.. Differences(declared, found).Select(one => Of(DeviationKind.Different, one.Field, one.Declared, one.Found))]
            : [Of(DeviationKind.Missing, null, null, "model invocations are not logged")];

        Deviation Of(DeviationKind kind, string? field, string? wanted, string told) =>
            new(kind, place.Account.Id, place.Region, Resource, field, wanted, told, remedy);
    }

    /// <summary>Lists the settings that differ, by their paths.</summary>
    /// <param name="declared">The declared configuration, by the names of Bedrock's API.</param>
    /// <param name="found">The configuration that stands.</param>
    internal static IEnumerable<(string Field, string Declared, string Found)> Differences(JsonObject declared, JsonObject found)
    {
        var (wanted, told) = (Settings(declared), Settings(found));
        foreach (var path in wanted.Keys.Union(told.Keys).Order(StringComparer.Ordinal))
        {
            var isFlag = !path.Contains('.', StringComparison.Ordinal);
            // A kind of data that the settings do not know may be delivered as well.
            if (isFlag && !declared.ContainsKey(path))
            {
                continue;
            }

            // Where Bedrock does not know audio yet, the restorer leaves it out, and Bedrock does not tell it either.
            if (path == Audio && !found.ContainsKey(path))
            {
                continue;
            }

            var (want, tell) = (wanted.GetValueOrDefault(path), told.GetValueOrDefault(path));
            if (want != tell)
            {
                yield return (path, want ?? Absent(isFlag), tell ?? Absent(isFlag));
            }
        }
    }

    private static string Absent(bool isFlag) => isFlag ? "false" : "nothing";

    // A setting that is off or empty is as good as absent: services differ in whether they tell it.
    private static Dictionary<string, string> Settings(JsonObject configuration) =>
        Leaves(configuration, "").Where(leaf => leaf.Value is not ("false" or "\"\"" or "null")).ToDictionary();

    private static IEnumerable<KeyValuePair<string, string>> Leaves(JsonObject node, string path) =>
        node.SelectMany(member =>
            member.Value is JsonObject inner
                ? Leaves(inner, $"{path}{member.Key}.")
                : [KeyValuePair.Create(path + member.Key, CanonicalForm.Of(member.Value))]
        );
}
