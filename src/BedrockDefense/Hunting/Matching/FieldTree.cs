using System.Text;
using System.Text.Json;
using BedrockDefense.CloudTrail;

namespace BedrockDefense.Hunting.Matching;

/// <summary>
/// The fields that some rules look at, as a tree of names, so that a record is read once for all of them. Each field has
/// a slot; those below a name are neighbours.
/// </summary>
internal sealed class FieldTree
{
    private FieldTree(string name, int firstSlot)
    {
        Name = Encoding.UTF8.GetBytes(name);
        FirstSlot = firstSlot;
    }

    /// <summary>The name, without escapes.</summary>
    public byte[] Name { get; }

    /// <summary>The slot of the field itself; -1 when only fields within it are looked at.</summary>
    public int Slot { get; private set; } = -1;

    public FieldTree[] Children { get; private set; } = [];

    public int FirstSlot { get; }

    /// <summary>One more than the last slot at or below this name.</summary>
    public int EndSlot { get; private set; }

    /// <summary>The tree of some fields, and the slots it gives them.</summary>
    public static (FieldTree Root, IReadOnlyDictionary<string, int> Slots) Of(IEnumerable<FieldPath> fields)
    {
        var slots = new Dictionary<string, int>(StringComparer.Ordinal);
        return (Build("", "", [.. fields.DistinctBy(field => field.Text)], 0, slots), slots);
    }

    /// <summary>The part of this tree that leads to these slots.</summary>
    public FieldTree Only(IReadOnlySet<int> slots) =>
        new(Encoding.UTF8.GetString(Name), FirstSlot)
        {
            Slot = slots.Contains(Slot) ? Slot : -1,
            EndSlot = EndSlot,
            Children = [.. Children.Select(child => child.Only(slots)).Where(child => child.Slot >= 0 || child.Children.Length > 0)],
        };

    /// <summary>The child that a property's name stands for, or null.</summary>
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

        var name = property.ValueSpan;
        foreach (var child in Children)
        {
            if (child.Name.Length == name.Length && name.SequenceEqual(child.Name))
            {
                return child;
            }
        }

        return null;
    }

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
