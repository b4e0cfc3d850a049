using System.Text;
using System.Text.Json;
using BedrockDefense.Alerts.Filtering;
using BedrockDefense.EventBridge;
using BedrockDefense.EventBridge.Matching;

namespace BedrockDefense.Alerts;

/// <summary>
/// The filter policy of a subscription whose <c>FilterPolicyScope</c> is <c>MessageBody</c>. Messages that EventBridge
/// publishes have no attributes, so no other scope can filter them. Sources: "Amazon SNS message filtering" and "Filter
/// policy constraints in Amazon SNS" (developer guide).
/// </summary>
/// <remarks>
/// The language is that of event patterns with fewer operators. It has no wildcard operator. Prefix and suffix cannot contain
/// equals-ignore-case. Anything-but can only contain prefix, with one string. SNS rejects the other operators, or does not document
/// them.
/// </remarks>
public sealed class SnsFilterPolicy
{
    private static readonly JsonDocumentOptions DeepDocuments = new() { MaxDepth = 512 };

    private readonly AlternativeSet _alternatives;

    private SnsFilterPolicy(AlternativeSet alternatives) => _alternatives = alternatives;

    /// <summary>Parses a policy.</summary>
    /// <param name="json">The policy as JSON.</param>
    /// <param name="file">The file that contains the policy, for the locations of faults.</param>
    /// <exception cref="InvalidFilterPolicyException">SNS would reject the policy. The exception lists every fault.</exception>
    public static SnsFilterPolicy Parse(string json, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        List<Fault> faults = [];
        if (LocatedJsonReader.Read(json.TrimStart('\uFEFF'), file ?? "filter policy", faults, refusesDuplicates: false) is not { } root)
        {
            throw new InvalidFilterPolicyException(faults);
        }

        var alternatives = AlternativeSet.Parse(root, SnsDialect.Instance, out var patternFaults);
        faults.AddRange(patternFaults);
        faults.AddRange(SizeFaults(json, root, alternatives).Select(fault => new Fault(fault, root.At)));
        return faults.Count == 0 ? new SnsFilterPolicy(alternatives!) : throw new InvalidFilterPolicyException(faults);
    }

    /// <summary>Returns whether SNS delivers a message with this body to the subscription, and why.</summary>
    public PatternVerdict Match(string messageBody)
    {
        ArgumentNullException.ThrowIfNull(messageBody);
        try
        {
            using var body = JsonDocument.Parse(messageBody, DeepDocuments);
            return body.RootElement.ValueKind == JsonValueKind.Object
                ? _alternatives.Match(body.RootElement)
                : new PatternVerdict(false, "the message body is JSON but no object");
        }
        catch (JsonException)
        {
            return new PatternVerdict(false, "the message body is not JSON");
        }
    }

    private static IEnumerable<string> SizeFaults(string json, LocatedJson root, AlternativeSet? alternatives)
    {
        if (root.Members.Count > SnsFilterPolicyLimits.MaximumKeys)
        {
            yield return $"the policy has {root.Members.Count} keys; SNS allows {SnsFilterPolicyLimits.MaximumKeys}";
        }

        if (Encoding.UTF8.GetByteCount(json) is var bytes and > SnsFilterPolicyLimits.MaximumBytes)
        {
            yield return $"the policy has {bytes} bytes; SNS allows {SnsFilterPolicyLimits.MaximumBytes}";
        }

        var combinations = (alternatives?.Conditions ?? []).Sum(conditions =>
            conditions.Aggregate(1.0, (product, condition) => product * condition.Matchers.Count * condition.Depth)
        );
        if (combinations > SnsFilterPolicyLimits.MaximumCombinations)
        {
            yield return $"the policy has {combinations} combinations of values; SNS allows {SnsFilterPolicyLimits.MaximumCombinations}";
        }
    }
}
