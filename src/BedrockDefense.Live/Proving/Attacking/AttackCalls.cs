using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Proving.Keeping;
using BedrockDefense.Live.Reading;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Live.Proving.Attacking;

/// <summary>
/// The calls of scenarios that can be made for real. A call is here only if it reads, or if what it changes can be put back exactly,
/// also when the guardrails that should refuse it do not.
/// </summary>
internal static class AttackCalls
{
    // The longest that CloudWatch Logs takes. An event that is kept longer than before is not lost.
    private const int LongestRetention = 3653;

    private const string LoggingRead = "bedrock:GetModelInvocationLoggingConfiguration";
    private const string RefusedWithKey = "bedrock:CallWithBearerToken";

    private static readonly KeptState Logging = KeptState.All["logging"];
    private static readonly KeptState Rule = KeptState.All["rule"];
    private static readonly KeptState Role = KeptState.All["role"];
    private static readonly KeptState LogGroup = KeptState.All["logGroup"];
    private static readonly KeptState Trail = KeptState.All["trail"];

    /// <summary>Prepares a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isPrevented">Whether a refusal is predicted.</param>
    /// <param name="role">The ARN of the role that attacks.</param>
    /// <param name="model">The id of the model that may be invoked, which costs money; null for none.</param>
    /// <returns>The call, or the reason why it is not made.</returns>
    public static (AttackCall? Attack, string? Refusal) Of(RehearsedCall call, bool isPrevented, string role, string? model)
    {
        if (call.Caller.PrincipalArn != role)
        {
            return (null, $"it is a call of {call.Caller.PrincipalArn}");
        }

        if (call.Call.Granted)
        {
            return (null, "it needs another account's policy that lets the caller in");
        }

        if (call.Call.EventType != "AwsApiCall")
        {
            return (null, "it is no call of an API");
        }

        if (call.Call.Requires is { Count: > 0 } required)
        {
            return (
                null,
                required.Any(permission => permission.Action == RefusedWithKey)
                    ? "it needs a Bedrock API key"
                    : "it needs, on something of the example, "
                        + string.Join(", ", required.Select(permission => permission.Action).Distinct())
            );
        }

        return Of(call, model) is { } attack && (isPrevented || !attack.ShowsRefusalOnly) ? (attack, null)
            : call.Call.Action == "bedrock:InvokeModel" && model is null ? (null, "it costs money; name a model with --model")
            : (null, "what it would change cannot be put back for certain");
    }

    private static AttackCall? Of(RehearsedCall call, string? model) =>
        call.Call.Action switch
        {
            "sts:GetCallerIdentity" => Reading(place => place.QueryAsync("sts", "GetCallerIdentity")),
            // Nobody keeps the credentials, which end after the shortest time that there is.
            "sts:AssumeRole" => Reading(place =>
                place.QueryAsync(
                    "sts",
                    "AssumeRole",
                    ("RoleArn", call.Resource),
                    ("RoleSessionName", "bedrock-defense-prove"),
                    ("DurationSeconds", "900")
                )
            ),
            LoggingRead => Reading(place => Logging.ReadAsync(place, "")),
            "bedrock:DeleteModelInvocationLoggingConfiguration" => new(Logging, "", (place, _, _) => LoggingState.DeleteAsync(place)),
            "bedrock:PutModelInvocationLoggingConfiguration" when call.Parameters?["loggingConfig"] is JsonObject config => new(
                Logging,
                "",
                (place, _, _) => LoggingState.PutAsync(place, config)
            ),
            "bedrock:InvokeModel" when model is not null && call.Call.EventName == "InvokeModel" => Reading(place =>
                InvokeAsync(place, model)
            ),
            "cloudtrail:StopLogging" => new(
                Trail,
                call.Resource,
                (place, _, _) => place.JsonAsync("cloudtrail", "StopLogging", new() { ["Name"] = call.Resource })
            ),
            "events:DisableRule" when Text(call, "name") is { } rule => new(
                Rule,
                rule,
                (place, _, _) => place.JsonAsync("events", "DisableRule", new() { ["Name"] = rule })
            ),
            "logs:CreateLogGroup" when Text(call, "logGroupName") is { } group => new(
                LogGroup,
                group,
                (place, _, _) => place.JsonAsync("logs", "CreateLogGroup", new() { ["logGroupName"] = group })
            )
            {
                Creates = true,
            },
            // The same retention as before, so that nothing is lost where the call goes through.
            "logs:PutRetentionPolicy" when Text(call, "logGroupName") is { } group => new(
                LogGroup,
                group,
                (place, before, _) =>
                    place.JsonAsync(
                        "logs",
                        "PutRetentionPolicy",
                        new()
                        {
                            ["logGroupName"] = group,
                            ["retentionInDays"] = before?["retentionInDays"]?.DeepClone() ?? LongestRetention,
                        }
                    )
            ),
            _ => OfRole(call),
        };

    // A role keeps the trust, description and duration that it has. What is tried is whether the call is let through.
    private static AttackCall? OfRole(RehearsedCall call) =>
        Text(call, "roleName") is not { } role
            ? null
            : call.Call.Action switch
            {
                "iam:CreateRole" => new(
                    Role,
                    role,
                    (place, _, run) =>
                        place.QueryAsync(
                            "iam",
                            "CreateRole",
                            ("RoleName", role),
                            ("Path", Text(call, "path")),
                            ("Description", run),
                            ("AssumeRolePolicyDocument", RoleState.NobodysTrust)
                        )
                )
                {
                    Creates = true,
                },
                "iam:UpdateAssumeRolePolicy" => new(
                    Role,
                    role,
                    (place, before, _) =>
                        place.QueryAsync(
                            "iam",
                            "UpdateAssumeRolePolicy",
                            ("RoleName", role),
                            ("PolicyDocument", before?.Text("trust") ?? RoleState.NobodysTrust)
                        )
                ),
                "iam:UpdateRole" => new(
                    Role,
                    role,
                    (place, before, _) =>
                        place.QueryAsync(
                            "iam",
                            "UpdateRole",
                            ("RoleName", role),
                            ("Description", before?.Text("description")),
                            ("MaxSessionDuration", before?.Text("longestSession"))
                        )
                ),
                "iam:UpdateRoleDescription" => new(
                    Role,
                    role,
                    (place, before, _) =>
                        place.QueryAsync(
                            "iam",
                            "UpdateRoleDescription",
                            ("RoleName", role),
                            ("Description", before?.Text("description") ?? "")
                        )
                ),
                // No role has a policy of the run's name.
                "iam:DeleteRolePolicy" => new(
                    Role,
                    role,
                    (place, _, run) => place.QueryAsync("iam", "DeleteRolePolicy", ("RoleName", role), ("PolicyName", run))
                )
                {
                    ShowsRefusalOnly = true,
                },
                _ => null,
            };

    private static AttackCall Reading(Func<Place, Task> send) => new(null, "", (place, _, _) => send(place));

    // One word in and one out, which costs a fraction of a cent.
    private static Task<JsonObject> InvokeAsync(Place place, string model)
    {
        var prompt = new JsonObject
        {
            ["messages"] = new JsonArray(
                new JsonObject { ["role"] = "user", ["content"] = new JsonArray(new JsonObject { ["text"] = "Hello" }) }
            ),
            ["inferenceConfig"] = new JsonObject { ["maxTokens"] = 1 },
        };
        return place.Account.JsonAsync(
            new AwsCall(
                "bedrock",
                place.Region,
                "Converse",
                HttpMethod.Post,
                $"/model/{Uri.EscapeDataString(model)}/converse",
                new AwsContent(prompt.ToJsonString(), "application/json")
            )
            {
                Host = "bedrock-runtime",
            }
        );
    }

    private static string? Text(RehearsedCall call, string parameter) =>
        call.Parameters?[parameter] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
