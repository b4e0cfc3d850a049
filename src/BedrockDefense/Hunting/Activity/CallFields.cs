using System.Globalization;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting.Activity;

/// <summary>The fields of a record that say who called what, from where, and with which result.</summary>
internal sealed class CallFields(IReadOnlyDictionary<string, int> slots)
{
    public const string SourceField = "eventSource";
    public const string ErrorCodeField = "errorCode";
    public const string AddressField = "sourceIPAddress";
    public const string UserAgentField = "userAgent";
    public const string AccessKeyField = "userIdentity.accessKeyId";

    private const string RoleArn = "requestParameters.roleArn";
    private const string ModelId = "requestParameters.modelId";

    // A session of a role has an ARN of its own, which names the session.
    private static readonly string[] PrincipalFields =
    [
        "userIdentity.sessionContext.sessionIssuer.arn",
        "userIdentity.arn",
        "userIdentity.invokedBy",
        "userIdentity.principalId",
        "userIdentity.userName",
        "userIdentity.type",
    ];

    // A session says how it was authenticated, a sign-in to the console how it was made.
    private static readonly string[] MfaFields = ["userIdentity.sessionContext.attributes.mfaAuthenticated", "additionalEventData.MFAUsed"];

    // CloudTrail's documentation shows no counts of tokens. These are the places where the answers of Bedrock's own calls have them.
    private static readonly string[] InputTokenFields = ["additionalEventData.inputTokens", "responseElements.usage.inputTokens"];
    private static readonly string[] OutputTokenFields = ["additionalEventData.outputTokens", "responseElements.usage.outputTokens"];

    private readonly RecentTexts _texts = new();
    private readonly ShownFields _shown = new(slots);

    /// <summary>The names of the fields.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. ShownFields
            .All.Concat([SourceField, ErrorCodeField, AddressField, UserAgentField, AccessKeyField, RoleArn, ModelId])
            .Concat([.. PrincipalFields, .. MfaFields, .. InputTokenFields, .. OutputTokenFields])
            .Distinct(),
    ];

    /// <summary>Returns who is behind the caller's sessions.</summary>
    public string? Principal(RecordFields record) => First(record, PrincipalFields);

    /// <summary>Returns a text of the record.</summary>
    public string? Text(RecordFields record, string field) => First(record, field);

    /// <summary>Returns the account that received the event.</summary>
    public string? Account(RecordFields record) => _shown.Account(record);

    /// <summary>Returns the Region of the event.</summary>
    public string? Region(RecordFields record) => First(record, "awsRegion");

    /// <summary>Returns the model that was invoked.</summary>
    public string? Model(RecordFields record) => First(record, ModelId);

    /// <summary>Returns the name of the call.</summary>
    public string? Name(RecordFields record) => First(record, "eventName");

    /// <summary>Returns the call that a record states.</summary>
    /// <param name="record">The record.</param>
    /// <param name="file">The path of the file.</param>
    /// <param name="offset">The position of the record in the decompressed file, in bytes.</param>
    /// <param name="whole">The whole record; null when it is not kept.</param>
    public RecordedCall Read(RecordFields record, string file, long offset, string? whole) =>
        new(file, offset, _shown.Facts(record))
        {
            Source = First(record, SourceField),
            ErrorCode = First(record, ErrorCodeField),
            Address = First(record, AddressField),
            UserAgent = First(record, UserAgentField),
            AccessKey = First(record, AccessKeyField),
            Principal = Principal(record),
            HasMfa = Mfa(record),
            AssumedRole = First(record, RoleArn),
            Model = First(record, ModelId),
            InputTokens = Number(record, InputTokenFields),
            OutputTokens = Number(record, OutputTokenFields),
            Record = whole,
        };

    private bool? Mfa(RecordFields record)
    {
        foreach (var field in MfaFields)
        {
            switch (record.LastScalar(slots[field]))
            {
                case "true" or "Yes":
                    return true;
                case "false" or "No":
                    return false;
            }
        }

        return null;
    }

    private long? Number(RecordFields record, string[] fields)
    {
        foreach (var field in fields)
        {
            if (long.TryParse(record.LastScalar(slots[field]), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }
        }

        return null;
    }

    private string? First(RecordFields record, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (_texts.LastText(record, slots[field]) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }
}
