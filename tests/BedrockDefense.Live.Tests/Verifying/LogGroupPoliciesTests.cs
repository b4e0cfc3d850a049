using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Tests.Fakes;
using BedrockDefense.Live.Verifying;

namespace BedrockDefense.Live.Tests.Verifying;

/// <summary>What masks a log group's records or sends them elsewhere is told, unless it leaves the log group out for certain.</summary>
public sealed class LogGroupPoliciesTests
{
    private const string Cases = "live/log-group-policies.json";

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_policy_on_its_records_is_told(string name)
    {
        var one = Repository.Find<PolicyCase>(Cases, name);
        var aws = new FakeAws(call =>
            call.Operation == "GetDataProtectionPolicy"
                ? one.Own
                : JsonNode.Parse(call.Content!.Text)!["policyType"]!.GetValue<string>() switch
                {
                    "DATA_PROTECTION_POLICY" => one.Masks,
                    "SUBSCRIPTION_FILTER_POLICY" => one.Filters,
                    var other => throw new NotSupportedException(other),
                }
        );

        var finding = LogGroupPolicies.OfAsync(new Place(aws, "eu-central-1"), "x", one.IsMasked);

        if (one.Found is null)
        {
            await Assert.ThrowsAsync<AwsException>(() => finding);
        }
        else
        {
            Assert.Equal(one.Found, (await finding).Select(added => $"{added.Addition} | {added.Remedy}"));
        }
    }

    private sealed record PolicyCase(IReadOnlyList<string>? Found, string Own = "{}", string Masks = "{}", string Filters = "{}")
    {
        public bool IsMasked { get; init; }
    }
}
