using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting;

/// <summary>The fields of an event that a finding shows.</summary>
internal static class EventFields
{
    public const string Account = "recipientAccountId";
    public const string Region = "awsRegion";
    public const string Time = "eventTime";
    public const string Id = "eventID";
    private const string Name = "eventName";

    // The first that an event has: services and federated callers have no ARN.
    private static readonly string[] Principal =
        ["userIdentity.arn", "userIdentity.invokedBy", "userIdentity.principalId", "userIdentity.userName", "userIdentity.type"];

    public static readonly string[] All = [Account, "userIdentity.accountId", Region, Time, Id, Name, .. Principal];

    public static EventFacts Of(RecordFields record, IReadOnlyDictionary<string, int> slots) => new(
        record.LastText(slots[Id]),
        record.LastText(slots[Time]),
        record.LastText(slots[Account]) ?? record.LastText(slots["userIdentity.accountId"]),
        record.LastText(slots[Region]),
        record.LastText(slots[Name]),
        Principal.Select(field => record.LastText(slots[field])).FirstOrDefault(text => text is not null));
}
