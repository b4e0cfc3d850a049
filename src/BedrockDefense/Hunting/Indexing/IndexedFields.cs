using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting.Indexing;

/// <summary>The fields whose texts the index knows, by their place in each <see cref="IndexedFile"/>.</summary>
internal static class IndexedFields
{
    /// <summary>The accounts that the options of a hunt name: what a finding shows as its account is in one of these fields.</summary>
    public static readonly string[] Account = ["recipientAccountId", "userIdentity.accountId"];

    /// <summary>The Region that the options of a hunt name.</summary>
    public const string Region = "awsRegion";

    /// <summary>The names of the fields.</summary>
    public static readonly string[] All =
    [
        "eventName",
        "eventSource",
        "sourceIPAddress",
        "userIdentity.arn",
        "userIdentity.accessKeyId",
        "userIdentity.sessionContext.sessionIssuer.arn",
        .. Account,
        Region,
    ];

    /// <summary>The fields in the order of <see cref="All"/>, followed by those that the other readers of a record need.</summary>
    public static (FieldTree Tree, IReadOnlyDictionary<string, int> Slots) Tree() =>
        FieldTree.Of([.. All.Concat(ShownFields.All).Distinct(StringComparer.Ordinal).Select(field => new FieldPath(field))]);

    /// <summary>Returns the place of a field in <see cref="All"/>.</summary>
    public static int PlaceOf(string field) => Array.IndexOf(All, field);
}
