using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>The fields of a record that say which credential was used and which was issued.</summary>
internal sealed class CredentialFields(IReadOnlyDictionary<string, int> slots)
{
    public const string CallerKey = "userIdentity.accessKeyId";

    private const string Caller = "userIdentity.arn";
    private const string CallerType = "userIdentity.type";
    private const string CallerAccount = "userIdentity.accountId";
    private const string Created = "userIdentity.sessionContext.attributes.creationDate";
    private const string LoginResult = "responseElements.ConsoleLogin";
    private const string Address = "sourceIPAddress";
    private const string SharedEventId = "sharedEventID";

    private static readonly string[] IssuedKey =
    [
        "responseElements.credentials.accessKeyId",
        "responseElements.accessKey.accessKeyId",
        "responseElements.credentialSet.credentials.accessKeyId",
    ];

    private static readonly string[] IssuedTo =
    [
        "responseElements.assumedRoleUser.arn",
        "responseElements.credentialSet.assumedRoleUser.arn",
        "responseElements.federatedUser.arn",
        "responseElements.accessKey.userName",
        "requestParameters.roleArn",
    ];

    private static readonly string[] CallerName = ["userIdentity.userName", "userIdentity.invokedBy", "userIdentity.principalId"];

    private static readonly string[] SourceIdentity =
    [
        "requestParameters.sourceIdentity",
        "responseElements.sourceIdentity",
        "userIdentity.sessionContext.sourceIdentity",
    ];

    /// <summary>The names of the fields.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. ShownFields
            .All.Concat([CallerKey, Caller, InvestigationStart.RoleField, CallerType, CallerAccount, Created, LoginResult, Address])
            .Append(SharedEventId)
            .Concat([.. IssuedKey, .. IssuedTo, .. CallerName, .. SourceIdentity])
            .Distinct(),
    ];

    /// <summary>Returns the access key that the caller used.</summary>
    public string? Used(RecordFields record) => First(record, CallerKey);

    /// <summary>Returns the access key in the answer.</summary>
    public string? Issued(RecordFields record) => First(record, IssuedKey);

    /// <summary>Returns the ARN of the caller.</summary>
    public string? Arn(RecordFields record) => First(record, Caller);

    /// <summary>Notes which values of the start the event has.</summary>
    public void See(RecordFields record, string? eventId, StartSightings starts) =>
        starts.See(Arn(record), First(record, InvestigationStart.RoleField), First(record, Address), eventId);

    /// <summary>Returns whether the event is a sign-in to the console that succeeded.</summary>
    public bool IsLogin(RecordFields record) => First(record, LoginResult) == "Success";

    /// <summary>Returns what the event says of credentials.</summary>
    public CredentialEvent Read(RecordFields record, string file, long offset, EventFacts facts, string? text) =>
        new(file, offset, facts)
        {
            CallerArn = Arn(record),
            CallerType = First(record, CallerType),
            CallerName = First(record, CallerName),
            CallerAccount = First(record, CallerAccount),
            CallerKey = Used(record),
            SessionCreated = EventTime.Read(First(record, Created)),
            IssuedKey = Issued(record),
            IssuedTo = First(record, IssuedTo),
            IsLogin = IsLogin(record),
            SourceIdentity = First(record, SourceIdentity),
            Address = First(record, Address),
            SharedEventId = First(record, SharedEventId),
            Record = text,
        };

    private string? First(RecordFields record, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (record.LastText(slots[field]) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }
}
