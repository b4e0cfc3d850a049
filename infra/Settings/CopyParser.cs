using System.Collections.Immutable;
using BedrockDefense.Aws;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// Reads <c>invocationLogging.copies</c>: whether invocations are copied to the log-archive account, how long copies stay, and what is
/// masked.
/// </summary>
internal static class CopyParser
{
    /// <summary>Parses the setting; null where nothing is copied.</summary>
    /// <param name="node">The setting.</param>
    /// <param name="restore">Whether the stack sets up the logging.</param>
    /// <param name="create">Which log groups the stack creates.</param>
    public static CopySettings? Parse(ConfigNode node, RestoreMode restore, CreatedLogging create)
    {
        var fields = node.Fields("enabled", "retentionDays", "retentionMode", "mask");
        if (fields.TryGetValue("enabled", out var enabled) && enabled.Flag() is false)
        {
            return null;
        }

        if (restore is RestoreMode.Off or RestoreMode.Observe)
        {
            node.Refuse(
                "asks for copies of log groups that may not exist: with restore.mode off or observe the stack sets up no logging; write "
                    + "restore.mode non-admin or always, or copies: {enabled: false}"
            );
        }

        return new CopySettings(
            fields.TryGetValue("retentionDays", out var days) ? days.Number(1, 36_500) ?? 0 : 365,
            fields.TryGetValue("retentionMode", out var mode) ? RetentionModeParser.Parse(mode) : RetentionMode.Governance,
            fields.TryGetValue("mask", out var mask) ? Masked(mask, create) : []
        );
    }

    // Masking is a setting of the log group, and others own the log groups that exist already.
    private static ImmutableArray<string> Masked(ConfigNode node, CreatedLogging create)
    {
        const string Form = "the name of a managed data identifier of CloudWatch Logs, such as EmailAddress or CreditCardNumber";
        List<string> names = [];
        foreach (var (text, entry) in TextList.Read(node, Form, ("nothing would be masked", "it out")))
        {
            if (DataIdentifier.Names.Contains(text))
            {
                names.Add(text);
            }
            else
            {
                entry.Refuse($"is no managed data identifier{Meant(text)}; write {Form}");
            }
        }

        if (create != CreatedLogging.All)
        {
            node.Refuse(
                "masks in the log groups that the stack creates, and without create: true it creates none; leave it out, and put a data "
                    + "protection policy on the log groups where they are created"
            );
        }

        return [.. names.Order(StringComparer.Ordinal)];
    }

    // The same name in other letters, or for some countries only.
    private static string Meant(string text)
    {
        var meant = DataIdentifier
            .Names.Where(name =>
                name.Equals(text, StringComparison.OrdinalIgnoreCase) || name.StartsWith($"{text}-", StringComparison.OrdinalIgnoreCase)
            )
            .ToList();
        return meant.Count == 0 ? "" : $", but {string.Join(", ", meant)} {(meant.Count == 1 ? "is" : "are")}";
    }
}
