using System.IO.Hashing;
using System.Text;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting;

/// <summary>
/// Makes strings of texts that often occur again, such as accounts and callers. It remembers the last string of each hash, so that findings
/// share their strings.
/// </summary>
internal sealed class RecentTexts
{
    private const int Count = 1024;

    private readonly (byte[] Bytes, string Text)[] _texts = new (byte[], string)[Count];

    /// <summary>Returns the text of the last scalar of a slot, or null when there is none or it is not a string.</summary>
    public string? LastText(RecordFields record, int slot)
    {
        if (!record.HasText(slot))
        {
            return null;
        }

        var bytes = record.LastUtf8(slot);
        ref var entry = ref _texts[(int)(XxHash3.HashToUInt64(bytes) % Count)];
        if (entry.Bytes is null || !bytes.SequenceEqual(entry.Bytes))
        {
            entry = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
        }

        return entry.Text;
    }
}
