using System.IO.Enumeration;
using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Proving;

/// <summary>Finds out whether the guardrails exempt a role. It reads the policies that the program declares.</summary>
internal static class ExemptRole
{
    private const string Key = "aws:PrincipalArn";

    /// <summary>Finds the first exception of a guardrail that covers a role; null when no guardrail exempts it.</summary>
    /// <param name="stack">The stack, with all its guardrails, whether attached or not.</param>
    /// <param name="roleArn">The role.</param>
    public static string? PatternOf(StackDeclaration stack, string roleArn) =>
        stack
            .OfType("aws:organizations/policy:Policy")
            .SelectMany(policy => Documents(policy.Text("content")!))
            .SelectMany(Exceptions)
            .FirstOrDefault(pattern => FileSystemName.MatchesSimpleExpression(pattern, roleArn, ignoreCase: false));

    private static IEnumerable<JsonObject> Documents(string content) =>
        JsonNode.Parse(content)!["Statement"] switch
        {
            JsonArray list => list.OfType<JsonObject>(),
            JsonObject one => [one],
            _ => throw new JsonException("a guardrail has no statements"),
        };

    // A denial with such a condition spares the principals that match.
    private static IEnumerable<string> Exceptions(JsonObject statement) =>
        (statement["Condition"] as JsonObject ?? [])
            .Where(test => test.Key.Contains("Not", StringComparison.Ordinal))
            .SelectMany(test => test.Value!.AsObject())
            .Where(test => string.Equals(test.Key, Key, StringComparison.OrdinalIgnoreCase))
            .SelectMany(test =>
                test.Value is JsonArray list ? list.Select(one => one!.GetValue<string>()) : [test.Value!.GetValue<string>()]
            );
}
