using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using BedrockDefense.CloudTrail;

namespace BedrockDefense.Hunting.Matching;

/// <summary>
/// The fields that rules read, as a tree of names. So one pass over a record is enough for all rules. Each field has a slot, and
/// all slots below a name are adjacent.
/// </summary>
internal sealed class FieldTree
{
    private const int Buckets = 64;

    // The children by a hash of their names: most properties of a record are none of them. Most trees are never used, so this is made at
    // first use, in whichever thread.
    private FieldTree[][]? _buckets;

    private FieldTree(string name, int firstSlot)
    {
        Name = Encoding.UTF8.GetBytes(name);
        FirstSlot = firstSlot;
    }

    /// <summary>The name of this node in UTF-8, without escapes.</summary>
    public byte[] Name { get; }

    /// <summary>The slot of the field itself; -1 when rules read only fields within it.</summary>
    public int Slot { get; private set; } = -1;

    public FieldTree[] Children { get; private set; } = [];

    public int FirstSlot { get; }

    /// <summary>The last slot at or below this name, plus one.</summary>
    public int EndSlot { get; private set; }

    /// <summary>Builds the tree of some fields, and assigns their slots.</summary>
    public static (FieldTree Root, IReadOnlyDictionary<string, int> Slots) Of(IEnumerable<FieldPath> fields)
    {
        var slots = new Dictionary<string, int>(StringComparer.Ordinal);
        return (Build("", "", [.. fields.DistinctBy(field => field.Text)], 0, slots), slots);
    }

    /// <summary>Returns the part of this tree that leads to these slots.</summary>
    public FieldTree Select(IReadOnlySet<int> slots) =>
        new(Encoding.UTF8.GetString(Name), FirstSlot)
        {
            Slot = slots.Contains(Slot) ? Slot : -1,
            EndSlot = EndSlot,
            Children = [.. Children.Select(child => child.Select(slots)).Where(child => child.Slot >= 0 || child.Children.Length > 0)],
        };

    /// <summary>Returns the child with the name of a property, or null.</summary>
    public FieldTree? Find(ref Utf8JsonReader property)
    {
        if (property.ValueIsEscaped)
        {
            foreach (var child in Children)
            {
                if (property.ValueTextEquals(child.Name))
                {
                    return child;
                }
            }

            return null;
        }

        return Find(property.ValueSpan);
    }

    /// <summary>Returns the child with a name in UTF-8 without escapes, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FieldTree? Find(ReadOnlySpan<byte> name)
    {
        foreach (var child in (_buckets ??= MakeBuckets())[BucketOf(name)])
        {
            if (name.SequenceEqual(child.Name))
            {
                return child;
            }
        }

        return null;
    }

    private FieldTree[][] MakeBuckets()
    {
        var buckets = new FieldTree[Buckets][];
        Array.Fill(buckets, []);
        foreach (var child in Children)
        {
            ref var bucket = ref buckets[BucketOf(child.Name)];
            bucket = [.. bucket, child];
        }

        return buckets;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int BucketOf(ReadOnlySpan<byte> name) => name is [] ? 0 : ((name[0] * 7) + (name[^1] * 3) + name.Length) % Buckets;

    private static FieldTree Build(string path, string name, List<FieldPath> fields, int depth, Dictionary<string, int> slots)
    {
        var node = new FieldTree(name, slots.Count);
        if (depth > 0 && fields.Exists(field => field.Segments.Count == depth))
        {
            node.Slot = slots.Count;
            slots.Add(path, node.Slot);
        }

        node.Children =
        [
            .. fields
                .Where(field => field.Segments.Count > depth)
                .GroupBy(field => field.Segments[depth], StringComparer.Ordinal)
                .Select(group => Build(depth == 0 ? group.Key : $"{path}.{group.Key}", group.Key, [.. group], depth + 1, slots)),
        ];
        node.EndSlot = slots.Count;
        return node;
    }
}
