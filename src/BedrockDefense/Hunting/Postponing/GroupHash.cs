using System.IO.Hashing;
using System.Text;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting.Postponing;

/// <summary>
/// Hashes the values by which a correlation groups events. Equal values have equal hashes. Others may have too, so a hash only rules
/// groups out.
/// </summary>
internal static class GroupHash
{
    /// <summary>The hash of no values.</summary>
    public const ulong Empty = 0;

    /// <summary>Adds a value in UTF-8 to a hash.</summary>
    public static ulong Add(ulong hash, ReadOnlySpan<byte> value) => XxHash3.HashToUInt64(value, (long)(hash + 1));

    /// <summary>Returns the hash of the values in some slots; null when one of them has no value, so that the event has no group.</summary>
    public static ulong? Of(RecordFields record, int[] slots)
    {
        var hash = Empty;
        foreach (var slot in slots)
        {
            if (record.LastScalar(slot) is not { } value)
            {
                return null;
            }

            hash = Add(hash, Encoding.UTF8.GetBytes(value));
        }

        return hash;
    }
}
