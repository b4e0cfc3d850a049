using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Comparing;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Reading.Services;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Templates;

namespace BedrockDefense.Live.Verifying.Deep;

/// <summary>
/// Compares Bedrock's logging configuration of an account and Region with the one that the restorer there puts, or would put if it did not
/// only observe.
/// </summary>
internal static class LoggingCheck
{
    /// <summary>How deviations name the configuration, which is a setting and no resource.</summary>
    public const string Resource = "bedrock/ModelInvocationLogging";
    private const string Audio = "audioDataDeliveryEnabled";

    /// <summary>Finds what differs, or whether anything is logged where the settings want nothing in particular.</summary>
    /// <param name="place">The account and Region.</param>
    /// <param name="machine">The declared restorer; null where there is none.</param>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public static async Task<MemberFindings> OfAsync(Place place, DeclaredResource? machine)
    {
        var found = await BedrockReaders.LoggingAsync(place).ConfigureAwait(false);
        return Declared(machine, DeclaredLogging.Of) is { } put
                ? Compared(put, $"aws stepfunctions start-execution --region {place.Region} --state-machine-arn {machine!.Id}")
            : found is not null && Declared(machine, DeclaredLogging.ObservedBy) is { } observed
                ? Compared(observed, "nothing restores it while restore.mode is observe: set another mode, or what perAccount wants there")
            : new() { Logging = [new UndeclaredLogging(place.Account.Id, place.Region, Destination(found))] };

        MemberFindings Compared(JsonObject declared, string remedy) =>
            new()
            {
                Deviations = found is null
                    ? [Of(DeviationKind.Missing, null, null, "model invocations are not logged", remedy)]
                    :
                    [
                        .. Differences(declared, found)
                            .Select(one => Of(DeviationKind.Different, one.Field, one.Declared, one.Found, remedy)),
                    ],
            };

        Deviation Of(DeviationKind kind, string? field, string? wanted, string told, string remedy) =>
            new(kind, place.Account.Id, place.Region, Resource, field, wanted, told, remedy);
    }

    private static JsonObject? Declared(DeclaredResource? machine, Func<string, JsonNode, JsonObject?> read) =>
        machine is null ? null : read(machine.Id, JsonNode.Parse(machine.Text("definition")!)!);

    // A configuration without a destination logs nothing.
    private static string? Destination(JsonObject? found)
    {
        string?[] names =
        [
            (found?["cloudWatchConfig"] as JsonObject)?.Text("logGroupName"),
            (found?["s3Config"] as JsonObject)?.Text("bucketName"),
        ];
        var given = names.Where(name => !string.IsNullOrEmpty(name)).ToList();
        return given.Count == 0 ? null : Excerpt.Of(string.Join(" and ", given));
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
