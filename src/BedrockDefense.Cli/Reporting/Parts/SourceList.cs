using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Catalog;
using BedrockDefense.Cli.Reporting.Model;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Packing;
using BedrockDefense.Sigma;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Cli.Reporting.Parts;

/// <summary>
/// Collects where the figures of a report come from. A reference leads to a place on the page only if the page has it: a rule's name from a
/// file may be anything.
/// </summary>
/// <param name="policies">The guardrails' policies.</param>
internal sealed class SourceList(IReadOnlyList<PackedPolicy> policies)
{
    private static readonly Dictionary<string, Detection> Detections = Detection.All.ToDictionary(one => one.Id, StringComparer.Ordinal);

    private readonly SortedDictionary<string, Detection> _rules = new(StringComparer.Ordinal);
    private readonly List<MessageSource> _messages = [];

    /// <summary>Returns what was collected.</summary>
    public SourcesPart ToPart() => new([.. policies.SelectMany(Statements)], [.. _rules.Values.Select(RuleOf)], _messages);

    /// <summary>Refers to a detection.</summary>
    /// <param name="id">The detection's id.</param>
    public Reference Rule(string id)
    {
        if (!Detections.TryGetValue(id, out var detection))
        {
            return new Reference(id, null);
        }

        _rules[id] = detection;
        return new Reference(id, AnchorOf(detection));
    }

    /// <summary>Refers to the statement that stopped a call.</summary>
    /// <param name="preventedBy">As a rehearsal says it: a policy, where it is attached, and a statement as a sentence.</param>
    public Reference Statement(string preventedBy)
    {
        var found = policies
            .SelectMany(policy => policy.Statements.Select(statement => (policy, statement)))
            .FirstOrDefault(one =>
                preventedBy.StartsWith($"{one.policy.Name["bedrock-defense-".Length..]} ", StringComparison.Ordinal)
                && preventedBy.EndsWith($": {SidText.ToSentence(one.statement.Sid)}", StringComparison.Ordinal)
            );
        return new Reference(preventedBy, found.policy is null ? null : AnchorOf(found.policy, found.statement));
    }

    /// <summary>Refers to a statement.</summary>
    public static Reference Statement(PackedPolicy policy, PackableStatement statement) =>
        new(SidText.ToSentence(statement.Sid), AnchorOf(policy, statement));

    /// <summary>Refers to a message, and keeps it.</summary>
    public Reference Message(DeliveredMessage message)
    {
        var anchor = string.Create(CultureInfo.InvariantCulture, $"message-{_messages.Count + 1}");
        _messages.Add(
            new MessageSource(
                anchor,
                message.Channel,
                message.Recipients.Count == 0 ? "nobody subscribed" : string.Join(", ", message.Recipients),
                TextOf(message)
            )
        );
        return new Reference($"{message.Channel}: {message.Detection}", anchor);
    }

    private static IEnumerable<StatementSource> Statements(PackedPolicy policy) =>
        policy.Statements.Select(statement => new StatementSource(
            AnchorOf(policy, statement),
            SidText.ToSentence(statement.Sid),
            policy.Name,
            statement.Json
        ));

    private static RuleSource RuleOf(Detection detection) =>
        new(
            AnchorOf(detection),
            detection.Id,
            detection.Rule.Title,
            detection.Level.SigmaName(),
            detection.Rule.Description?.Trim() ?? "",
            string.Join(", ", detection.Rule.Tags)
        );

    // A message for people has its lines in quotation marks, as EventBridge's input transformer writes them.
    private static string TextOf(DeliveredMessage message) =>
        message.Message.StartsWith('{')
            ? JsonNode.Parse(message.Message)!.ToJsonString(new JsonSerializerOptions(JsonText.IndentedOptions))
            : string.Join('\n', message.Message.Split('\n').Select(line => line.Trim('"')));

    private static string AnchorOf(Detection detection) => $"rule-{detection.Id}";

    private static string AnchorOf(PackedPolicy policy, PackableStatement statement) => $"statement-{policy.Name}-{statement.Sid}";
}
