using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Moto;

/// <summary>
/// The data protection policies of log groups. The emulator knows none, so these are kept beside it and mask nothing. It has no policies of
/// accounts either.
/// </summary>
internal static class DataProtectionPolicies
{
    private static readonly ConcurrentDictionary<(Uri Emulator, string Account, string Region, string Group), string> Policies = [];

    /// <summary>Answers a call in place of the emulator; null where the call is for the emulator.</summary>
    /// <param name="emulator">The emulator's address.</param>
    /// <param name="account">The id of the account.</param>
    /// <param name="call">The call.</param>
    public static string? Answer(Uri emulator, string account, AwsCall call)
    {
        if (call.Service != "logs")
        {
            return null;
        }

        switch (call.Operation)
        {
            case "DescribeAccountPolicies":
                return "{}";
            case "GetDataProtectionPolicy":
                return Policies.TryGetValue(Key(), out var policy) ? new JsonObject { ["policyDocument"] = policy }.ToJsonString() : "{}";
            case "PutDataProtectionPolicy":
                Policies[Key()] = Input("policyDocument");
                return "{}";
            case "DeleteDataProtectionPolicy":
                return Policies.TryRemove(Key(), out _)
                    ? "{}"
                    : throw new AwsException(
                        call.Operation,
                        account,
                        call.Region,
                        400,
                        """{"__type":"ResourceNotFoundException","message":"there is no data protection policy"}"""
                    );
            default:
                return null;
        }

        (Uri, string, string, string) Key() => (emulator, account, call.Region, Input("logGroupIdentifier"));

        string Input(string name) => JsonNode.Parse(call.Content!.Text)![name]!.GetValue<string>();
    }
}
