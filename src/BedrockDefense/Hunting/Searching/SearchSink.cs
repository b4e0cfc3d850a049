using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting.Searching;

/// <summary>Finds the events that fulfil the conditions of a search.</summary>
internal sealed class SearchSink(RuleIndex index, HuntOptions options, Sightings sightings, CancellationToken cancellation)
    : RuleSink<FoundEvent>(index, options, sightings, cancellation)
{
    private const string Source = "eventSource";
    private const string ErrorCode = "errorCode";
    private const string Address = "sourceIPAddress";
    private const string UserAgent = "userAgent";
    private const string AccessKey = "userIdentity.accessKeyId";

    // The memory of the objects and of the texts that findings do not share.
    private const int Overhead = 1024;

    private readonly RecentTexts _texts = new();
    private readonly IReadOnlyDictionary<string, int> _slots = index.Slots;
    private readonly bool _keepsRecords = options.KeepsRecords;

    /// <summary>The fields of a record that are shown.</summary>
    public static IReadOnlyList<string> AllFields { get; } = [.. ShownFields.All, Source, ErrorCode, Address, UserAgent, AccessKey];

    /// <inheritdoc/>
    protected override void Judge(Candidates candidates, long offset)
    {
        if (!candidates.Rules[0].Condition.Holds(Fields) || !IsWanted(TimeOf(offset)))
        {
            return;
        }

        var record = _keepsRecords ? Fields.Text() : null;
        Result.Add(
            new FoundEvent(
                Result.File,
                offset,
                Shown.Facts(Fields),
                Text(Source),
                Text(ErrorCode),
                Text(Address),
                Text(UserAgent),
                Text(AccessKey),
                record
            ),
            Overhead + (sizeof(char) * (record?.Length ?? 0))
        );
    }

    private string? Text(string field) => _texts.LastText(Fields, _slots[field]);
}
