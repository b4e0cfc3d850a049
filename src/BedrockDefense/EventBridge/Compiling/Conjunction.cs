using BedrockDefense.CloudTrail;

namespace BedrockDefense.EventBridge.Compiling;

/// <summary>The tests of one field; one of them must hold.</summary>
internal sealed record FieldAlternatives(FieldPath Field, IReadOnlyList<Atom> Atoms, SourceLocation Location)
{
    public bool IsSameAs(FieldAlternatives other) =>
        Field.Text == other.Field.Text && Atoms.Select(atom => atom.Json).ToHashSet().SetEquals(other.Atoms.Select(atom => atom.Json));
}

/// <summary>Fields whose tests must all hold, each field named once. One object of an event pattern can express this.</summary>
internal sealed record Conjunction(IReadOnlyList<FieldAlternatives> Fields)
{
    public FieldAlternatives? Find(string field) => Fields.FirstOrDefault(entry => entry.Field.Text == field);

    /// <summary>Returns the conjunction that holds when both hold, or null when they contradict each other.</summary>
    /// <exception cref="InexpressibleException">EventBridge cannot test a field for both at once.</exception>
    public Conjunction? And(Conjunction other)
    {
        var fields = Fields.ToList();
        foreach (var added in other.Fields)
        {
            var index = fields.FindIndex(entry => entry.Field.Text == added.Field.Text);
            if (index < 0)
            {
                fields.Add(added);
            }
            else if (!fields[index].IsSameAs(added))
            {
                fields[index] = IntersectFields(fields[index], added);
                if (fields[index].Atoms.Count == 0)
                {
                    return null;
                }
            }
        }
        return new Conjunction(fields);
    }

    /// <summary>
    /// Returns one conjunction that holds when either of the two holds, if they differ in a single field; otherwise null.
    /// </summary>
    public Conjunction? TryMerge(Conjunction other)
    {
        if (Fields.Count != other.Fields.Count)
        {
            return null;
        }

        FieldAlternatives? mine = null,
            its = null;
        foreach (var entry in Fields)
        {
            if (other.Find(entry.Field.Text) is not { } counterpart)
            {
                return null;
            }

            if (entry.IsSameAs(counterpart))
            {
                continue;
            }

            if (mine is not null)
            {
                return null;
            }

            (mine, its) = (entry, counterpart);
        }
        if (mine is null)
        {
            return this;
        }

        var either = mine with { Atoms = [.. mine.Atoms.Concat(its!.Atoms).DistinctBy(atom => atom.Json)] };
        return new Conjunction([.. Fields.Select(entry => ReferenceEquals(entry, mine) ? either : entry)]);
    }

    private static FieldAlternatives IntersectFields(FieldAlternatives left, FieldAlternatives right) =>
        CloudTrailShape.KindOf(left.Field) != FieldKind.Unknown
            ? left with
            {
                Atoms = AtomAlgebra.Intersect(left.Atoms, right.Atoms),
            }
            : throw new InexpressibleException(
                $"{left.Field} is tested twice at once and may be a list: EventBridge would want one element to pass both "
                    + "tests, Sigma is content with two"
            );
}
