using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace BedrockDefense.Infra.Settings;

/// <summary>Reads <c>invocationLogging</c>: where model invocations are written, by which role, and for how long.</summary>
internal static partial class InvocationLoggingParser
{
    // The longest text that replaces the pattern's star: an account's id, a hyphen, and a Region's code such as ap-southeast-1.
    private const string LongestPlace = "111122223333-ap-southeast-1";
    private const int LongestBucket = 63;

    /// <summary>Parses the settings; gives the defaults where there are none.</summary>
    /// <param name="nodes">The configuration.</param>
    /// <param name="roles">The roles that other settings name: ARNs or patterns of ARNs, each with its key.</param>
    /// <param name="restore">Whether the stack sets up the logging. Otherwise there may be nothing to copy.</param>
    public static InvocationLoggingSettings Parse(
        IReadOnlyDictionary<string, ConfigNode> nodes,
        IEnumerable<(string Key, string Arn)> roles,
        RestoreMode restore
    )
    {
        var fields = nodes.TryGetValue("invocationLogging", out var node)
            ? node.Fields("create", "logGroup", "bucket", "role", "retentionDays", "s3", "dataTypes", "perAccount", "copies")
            : new Dictionary<string, ConfigNode>();
        var creates = fields.TryGetValue("create", out var create) ? Created(create, fields) : CreatedLogging.All;
        return new InvocationLoggingSettings(
            Name("logGroup", ReservedNames.Invocations, FaultOfLogGroup, $"a log group's name, such as {ReservedNames.Invocations}"),
            Name(
                "bucket",
                InvocationLoggingSettings.DefaultBucket,
                FaultOfBucket,
                $"a bucket's name, such as {ReservedNames.Invocations}-*; * stands for any text"
            ),
            Name("role", ReservedNames.Invocations, FaultOfRole, $"a role's name, such as {ReservedNames.Invocations}"),
            fields.TryGetValue("retentionDays", out var days) ? Retention(days) : 365,
            fields.TryGetValue("s3", out var s3) ? InS3(s3, fields) : InvocationsInS3.None
        )
        {
            Create = creates,
            DataTypes = fields.TryGetValue("dataTypes", out var types) ? DataTypes(types) : [.. Enum.GetValues<InvocationData>()],
            Copies = fields.TryGetValue("copies", out var copies) ? CopyParser.Parse(copies, restore, creates) : null,
            PerAccount = fields.TryGetValue("perAccount", out var perAccount)
                ? PerAccountParser.Parse(
                    perAccount,
                    (field, name) =>
                        field switch
                        {
                            "logGroup" => FaultOfLogGroup(name),
                            "role" => FaultOfRole(name),
                            _ => BucketName.FaultOf(name) ?? "",
                        }
                )
                : ImmutableSortedDictionary<string, InvocationDestination>.Empty,
        };

        string FaultOfRole(string name) => RoleName().IsMatch(name) ? ReservedNames.FaultOfRole(name, roles) ?? "" : "is not valid";

        string Name(string field, string byDefault, Func<string, string> faultOf, string form)
        {
            if (!fields.TryGetValue(field, out var given) || given.Text(form) is not { } name)
            {
                return byDefault;
            }

            if (faultOf(name) is { Length: > 0 } fault)
            {
                given.Refuse($"{fault}; write {form}");
            }

            return name;
        }
    }

    private static string FaultOfLogGroup(string name) =>
        !LogGroupName().IsMatch(name) ? "is not valid"
        : name.StartsWith("aws/", StringComparison.Ordinal) ? "begins with aws/, which CloudWatch Logs keeps for itself"
        : "";

    private static string FaultOfBucket(string pattern) => BucketName.FaultOf(pattern) ?? ReservedNames.FaultOfBucket(pattern) ?? "";

    private static InvocationsInS3 InS3(ConfigNode node, IReadOnlyDictionary<string, ConfigNode> fields)
    {
        var choice = node.Peek() switch
        {
            "none" => InvocationsInS3.None,
            "large-data" => InvocationsInS3.LargeData,
            "all" => InvocationsInS3.All,
            _ => Refused(),
        };
        if (choice != InvocationsInS3.None && fields.TryGetValue("bucket", out var bucket) && bucket.Peek() is { } pattern)
        {
            RequireOneForEach(bucket, pattern);
        }

        return choice;

        InvocationsInS3 Refused()
        {
            node.Refuse("is no choice; write none, large-data or all");
            return InvocationsInS3.None;
        }
    }

    private static CreatedLogging Created(ConfigNode node, IReadOnlyDictionary<string, ConfigNode> fields)
    {
        CreatedLogging? choice = node.PeekWord() switch
        {
            "true" => CreatedLogging.All,
            "role" => CreatedLogging.Role,
            "false" => CreatedLogging.None,
            _ => null,
        };
        if (choice is null)
        {
            node.Refuse("is no choice; write true, false (all of it exists) or role (log groups and buckets exist)");
        }
        else if (choice != CreatedLogging.All && fields.TryGetValue("retentionDays", out var days))
        {
            days.Refuse(
                $"is how long log groups that the stack creates keep the invocations, and with create: {node.PeekWord()} it "
                    + "creates none; leave it out"
            );
        }

        return choice ?? CreatedLogging.All;
    }

    private static ImmutableArray<InvocationData> DataTypes(ConfigNode node)
    {
        var known = Enum.GetValues<InvocationData>().ToDictionary(type => type.ToString().ToLowerInvariant());
        var form = $"one of {string.Join(", ", known.Keys)}";
        List<InvocationData> types = [];
        foreach (var (text, entry) in TextList.Read(node, form, ("nothing would be logged", "it out for all")))
        {
            if (known.TryGetValue(text, out var type))
            {
                types.Add(type);
            }
            else
            {
                entry.Refuse($"is no type of data; write {form}");
            }
        }

        return [.. types.Order()];
    }

    // Each account and Region has its own bucket. The account and the Region replace the star in its name.
    private static void RequireOneForEach(ConfigNode bucket, string pattern)
    {
        var room = LongestBucket - LongestPlace.Length + 1;
        if (pattern.Count(character => character == '*') != 1 || pattern.Length > room)
        {
            bucket.Refuse(
                $"cannot name a bucket in every account and Region; write one *, for both, in at most {room} characters, "
                    + $"such as {ReservedNames.Invocations}-*"
            );
        }
        else if (
            BucketName.FaultOf(pattern) is null
            && BucketName.FaultOf(pattern.Replace("*", LongestPlace, StringComparison.Ordinal)) is { } fault
        )
        {
            bucket.Refuse(
                $"would be {pattern.Replace("*", LongestPlace, StringComparison.Ordinal)} in one account and Region, which "
                    + $"{fault}; write another, such as {ReservedNames.Invocations}-*"
            );
        }
    }

    // Amazon CloudWatch Logs API Reference, "PutRetentionPolicy".
    private static int Retention(ConfigNode node)
    {
        int[] valid = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];
        var days = node.Number(1, valid[^1]);
        if (days is not null && !valid.Contains(days.Value))
        {
            node.Refuse($"is no retention of CloudWatch Logs; write one of {string.Join(", ", valid)}");
        }

        return days ?? 0;
    }

    // Amazon CloudWatch Logs API Reference, "CreateLogGroup". AWS reserves names that begin with aws/.
    [GeneratedRegex(@"^[A-Za-z0-9_/.#-]{1,512}\z")]
    private static partial Regex LogGroupName();

    // IAM API Reference, "CreateRole".
    [GeneratedRegex(@"^[A-Za-z0-9+=,.@_-]{1,64}\z")]
    private static partial Regex RoleName();
}
