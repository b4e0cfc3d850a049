using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace BedrockDefense.Infra.Settings;

/// <summary>Reads <c>invocationLogging.perAccount</c>: the destinations of accounts that log elsewhere.</summary>
internal static partial class PerAccountParser
{
    private const string Leave = "leave";
    private const string TargetForm = "an account id (12 digits, in quotes) or the id of an OU (ou-abcd-12345678)";
    private const string Adopt = "adopt";
    private const string ValueForm = $"{Leave}, {Adopt}, or a map of logGroup, role, bucket and prefix";

    /// <summary>Parses the destinations by account or OU.</summary>
    /// <param name="node">The setting.</param>
    /// <param name="faultOf">Says why a log group, a bucket or a role cannot have a name; empty when it can.</param>
    public static ImmutableSortedDictionary<string, InvocationDestination> Parse(ConfigNode node, Func<string, string, string> faultOf)
    {
        var destinations = ImmutableSortedDictionary.CreateBuilder<string, InvocationDestination>(StringComparer.Ordinal);
        foreach (var (target, value) in node.Entries($"{TargetForm}, each with {ValueForm}"))
        {
            if (!Target().IsMatch(target))
            {
                value.Refuse($"belongs to {VisibleText.Quote(target, VisibleText.Excerpt)}, which is no target; write {TargetForm}");
            }
            else if (Destination(value, faultOf) is { } destination)
            {
                destinations[target] = destination;
            }
        }

        return destinations.ToImmutable();
    }

    private static InvocationDestination? Destination(ConfigNode node, Func<string, string, string> faultOf)
    {
        if (!node.IsObject)
        {
            switch (node.Peek())
            {
                case Leave:
                    return InvocationDestination.Leave;
                case Adopt:
                    return InvocationDestination.Adopt;
                default:
                    node.Refuse($"is no destination; write {ValueForm}");
                    return null;
            }
        }

        var fields = node.Fields("logGroup", "role", "bucket", "prefix");
        var destination = new InvocationDestination(Name("logGroup"), Name("role"), Name("bucket"), Prefix());
        if (destination is { LogGroup: null, Bucket: null })
        {
            node.Refuse($"names neither a log group nor a bucket, so that nothing would be logged; write one of them, or {Leave}");
        }
        else if (destination is { LogGroup: null, Role: not null })
        {
            node.Refuse("names a role without a log group, for which alone Bedrock assumes one; write logGroup too, or leave role out");
        }
        else if (destination is { Bucket: null, Prefix: not null })
        {
            node.Refuse("names a prefix without a bucket; write bucket too, or leave prefix out");
        }

        return destination;

        string? Name(string field)
        {
            if (
                !fields.TryGetValue(field, out var given)
                || given.Text($"the name of what is there, such as {ReservedNames.Invocations}") is not { } name
            )
            {
                return null;
            }

            if (name.Contains('*', StringComparison.Ordinal))
            {
                given.Refuse("stands for several names; write the one that the account has in every governed Region");
            }
            else if (faultOf(field, name) is { Length: > 0 } fault)
            {
                given.Refuse($"{fault}; write the name of what is there, such as {ReservedNames.Invocations}");
            }

            return name;
        }

        string? Prefix()
        {
            const string form = "what keys begin with, 1 to 512 of letters, digits and /._- without / at its ends, such as bedrock";
            if (!fields.TryGetValue("prefix", out var given) || given.Text(form) is not { } prefix)
            {
                return null;
            }

            if (!KeyPrefix().IsMatch(prefix))
            {
                given.Refuse($"is no prefix; write {form}");
            }

            return prefix;
        }
    }

    // AWS Organizations API Reference, "ListAccountsForParent", ParentId. The root is not allowed here: the other settings apply to the
    // whole organization.
    [GeneratedRegex(@"\A(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|[0-9]{12})\z")]
    private static partial Regex Target();

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]([A-Za-z0-9/_.-]{0,510}[A-Za-z0-9_.-])?\z")]
    private static partial Regex KeyPrefix();
}
