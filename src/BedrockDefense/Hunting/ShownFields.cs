using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting;

/// <summary>The fields of an event that a finding shows, and their slots in a record.</summary>
/// <param name="slots">The slots of the fields.</param>
/// <param name="keepsAddresses">Whether findings show the address of the caller.</param>
internal sealed class ShownFields(IReadOnlyDictionary<string, int> slots, bool keepsAddresses = false)
{
    // The first of these fields that an event has is shown. Services and federated callers have no ARN.
    private static readonly string[] Principal =
    [
        "userIdentity.arn",
        "userIdentity.invokedBy",
        "userIdentity.principalId",
        "userIdentity.userName",
        "userIdentity.type",
    ];

    private static readonly string[] Objects =
    [
        "userIdentity",
        "requestParameters",
        "responseElements",
        "additionalEventData",
        "serviceEventDetails",
        "eventJson",
    ];

    private readonly int _id = slots["eventID"];
    private readonly int _time = slots["eventTime"];
    private readonly int[] _account = [slots["recipientAccountId"], slots["userIdentity.accountId"]];
    private readonly int _region = slots["awsRegion"];
    private readonly int _name = slots["eventName"];
    private readonly int _address = slots["sourceIPAddress"];
    private readonly int[] _principal = [.. Principal.Select(field => slots[field])];

    private readonly int[] _objects = [.. Objects.Select(field => slots[field])];

    private readonly RecentTexts _texts = new();

    /// <summary>The names of the fields.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "eventID",
        "eventTime",
        "recipientAccountId",
        "userIdentity.accountId",
        "awsRegion",
        "eventName",
        "sourceIPAddress",
        .. Principal,
        .. Objects,
    ];

    /// <summary>Returns whether a field that is an object in CloudTrail records is a text, as in exports of tables.</summary>
    public bool HasTextForObject(RecordFields record)
    {
        foreach (var slot in _objects)
        {
            if (record.HasText(slot) && record.LastUtf8(slot) is [(byte)'{' or (byte)'[', ..])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether a parsed record has a text where CloudTrail writes an object.</summary>
    public static bool HasTextForObject(JsonElement record) =>
        Array.Exists(
            Objects,
            field =>
                record.TryGetProperty(field, out var value)
                && value.ValueKind == JsonValueKind.String
                && JsonMarshal.GetRawUtf8Value(value) is [_, (byte)'{' or (byte)'[', ..]
        );

    public string? Id(RecordFields record) => record.LastText(_id);

    public string? Time(RecordFields record) => record.LastText(_time);

    public string? Account(RecordFields record) => record.LastText(FirstOf(_account, record));

    public string? Region(RecordFields record) => record.LastText(_region);

    public EventFacts Facts(RecordFields record) =>
        new(
            Id(record),
            Time(record),
            _texts.LastText(record, FirstOf(_account, record)),
            _texts.LastText(record, _region),
            _texts.LastText(record, _name),
            _texts.LastText(record, FirstOf(_principal, record))
        )
        {
            Address = keepsAddresses ? _texts.LastText(record, _address) : null,
        };

    /// <summary>The slot of the event's id.</summary>
    public int IdSlot => _id;

    /// <summary>Returns the time of the event in UTF-8; empty when it has none.</summary>
    public ReadOnlySpan<byte> TimeBytes(RecordFields record) => record.HasText(_time) ? record.LastUtf8(_time) : default;

    /// <summary>Appends the account, the Region and the name of the call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddPlace(RecordFields record, RowBuffer buffer)
    {
        Add(record, FirstOf(_account, record), buffer);
        Add(record, _region, buffer);
        Add(record, _name, buffer);
    }

    /// <summary>Appends the caller and, if it is shown, the address of the caller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddCaller(RecordFields record, RowBuffer buffer)
    {
        Add(record, FirstOf(_principal, record), buffer);
        if (keepsAddresses)
        {
            Add(record, _address, buffer);
        }
        else
        {
            buffer.AddOptional(default, isPresent: false);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(RecordFields record, int slot, RowBuffer buffer)
    {
        var isPresent = record.HasText(slot);
        buffer.AddOptional(isPresent ? record.LastUtf8(slot) : default, isPresent);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FirstOf(int[] slots, RecordFields record)
    {
        foreach (var slot in slots)
        {
            if (record.HasText(slot))
            {
                return slot;
            }
        }

        return slots[^1];
    }
}
