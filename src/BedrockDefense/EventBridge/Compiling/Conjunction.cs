using BedrockDefense.CloudTrail;

namespace BedrockDefense.EventBridge.Compiling;

/// <summary>The alternatives for one field; any of them will do.</summary>
internal sealed record FieldAlternatives(FieldPath Field, IReadOnlyList<Atom> Atoms, SourceLocation Location)
{
    public bool SameAs(FieldAlternatives other) =>
        Field.Text == other.Field.Text && Atoms.Select(atom => atom.Json).ToHashSet().SetEquals(other.Atoms.Select(atom => atom.Json));
}

/// <summary>Fields that must all be as they say, each named once: what one object of an event pattern can express.</summary>
internal sealed record Conjunction(IReadOnlyList<FieldAlternatives> Fields)
{
    public FieldAlternatives? Find(string field) => Fields.FirstOrDefault(entry => entry.Field.Text == field);

    /// <summary>Both at once; null when never.</summary>
    /// <exception cref="Inexpressible">A field of both cannot be tested for both at once.</exception>
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
            else if (!fields[index].SameAs(added))
            {
                fields[index] = Both(fields[index], added);
                if (fields[index].Atoms.Count == 0)
                {
                    return null;
                }
            }
        }
        return new Conjunction(fields);
    }

    /// <summary>The one conjunction that holds when either does, if they differ in a single field; else null.</summary>
    public Conjunction? OrIfOne(Conjunction other)
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

            if (entry.SameAs(counterpart))
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

    private static FieldAlternatives Both(FieldAlternatives left, FieldAlternatives right) =>
        CloudTrailShape.KindOf(left.Field) != FieldKind.Unknown
            ? left with
            {
                Atoms = AtomAlgebra.Intersect(left.Atoms, right.Atoms),
            }
            : throw new Inexpressible(
                $"{left.Field} is tested twice at once and may be a list: EventBridge would want one element to pass both "
                    + "tests, Sigma is content with two"
            );
}
