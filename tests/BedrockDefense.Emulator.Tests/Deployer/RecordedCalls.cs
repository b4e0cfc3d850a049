using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BedrockDefense.Aws;
using BedrockDefense.Emulator.Models;
using BedrockDefense.Emulator.Moto;

namespace BedrockDefense.Emulator.Tests.Deployer;

/// <summary>
/// The calls that a deployment sent to the emulator, as IAM judges them. <c>cases/deployer/recorded-calls.json</c> gives the resource of
/// each operation, an ARN made from the call's own members, and the action where its name differs. Or it says why a deployment on AWS does
/// not make the call; a verification may make it all the same.
/// </summary>
internal static partial class RecordedCalls
{
    private static readonly JsonObject Operations = JsonNode.Parse(Repository.Case("deployer/recorded-calls.json"))!.AsObject();

    /// <summary>Lists the permissions that the calls of a deployment need.</summary>
    public static IEnumerable<NeededPermission> Of(IEnumerable<ApiCall> calls, CallCheck check) => Of(calls, check, isDeployment: true);

    /// <summary>Lists the permissions that the calls of a verification need. It sends them on AWS as well.</summary>
    public static IEnumerable<NeededPermission> OfVerification(IEnumerable<ApiCall> calls, CallCheck check) =>
        Of(calls, check, isDeployment: false);

    private static IEnumerable<NeededPermission> Of(IEnumerable<ApiCall> calls, CallCheck check, bool isDeployment) =>
        calls.SelectMany(call =>
        {
            var decoded =
                check.Decode(call) ?? throw new InvalidOperationException($"no operation of {call.Service} is called as in {call.Path}");
            var operation = $"{call.Service}:{decoded.Operation}";
            var known =
                Operations[operation]
                ?? throw new InvalidOperationException(
                    $"nobody has said what {operation} is done to; its members are "
                        + $"{string.Join(", ", decoded.Input.Select(member => $"{member.Key} = {member.Value}"))}"
                );
            var described = known as JsonObject;
            return described is not null && (described["on"] is null || (isDeployment && described["not"] is not null))
                ? []
                : Texts(described?["on"] ?? known)
                    .SelectMany(on => FillIn(on, call, decoded))
                    .Select(resource => new NeededPermission(
                        call.Account,
                        described?["action"]?.GetValue<string>() ?? operation,
                        resource,
                        "a call of the emulator"
                    )
                    {
                        Keys = (described?["keys"] as JsonObject ?? []).ToDictionary(key => key.Key, key => key.Value!.GetValue<string>()),
                    });
        });

    // A list gives an ARN for each of its entries.
    private static IEnumerable<string> FillIn(string on, ApiCall call, DecodedCall decoded)
    {
        IEnumerable<string> filled = [""];
        var end = 0;
        foreach (Match match in Placeholder().Matches(on))
        {
            var (before, values) = (on[end..match.Index], Values(call, decoded, match.Groups["name"].Value, match.Groups["form"].Value));
            filled = filled.SelectMany(text => values.Select(value => text + before + value));
            end = match.Index + match.Length;
        }

        return filled.Select(text => text + on[end..]);
    }

    private static IEnumerable<string> Values(ApiCall call, DecodedCall decoded, string name, string form)
    {
        var member = name switch
        {
            "partition" => AwsRegion.Find(call.Region)!.Partition,
            "region" => call.Region,
            "account" => call.Account,
            _ => name.Split('.')
                .Aggregate((object?)decoded.Input, (value, part) => (value as Dictionary<string, object?>)?.GetValueOrDefault(part)),
        };
        return (member, form) switch
        {
            (null or "default", "/") => [""],
            (string text, "/") => [$"{text}/"],
            (string text, ":last") => [text[(text.LastIndexOf('/') + 1)..]],
            (string text, _) => [text],
            (IEnumerable<object?> list, _) => list.Cast<string>(),
            _ => throw new InvalidOperationException($"{decoded.Operation} has no {name}"),
        };
    }

    private static IEnumerable<string> Texts(JsonNode on) =>
        on is JsonArray list ? list.Select(one => one!.GetValue<string>()) : [on.GetValue<string>()];

    // The forms are {name}, {name/} and {name:last}. {name/} stands for the value and a slash, or for nothing without a value. {name:last}
    // stands for the part after the last slash.
    [GeneratedRegex(@"\{(?<name>[A-Za-z.]+)(?<form>/|:last)?\}")]
    private static partial Regex Placeholder();
}
