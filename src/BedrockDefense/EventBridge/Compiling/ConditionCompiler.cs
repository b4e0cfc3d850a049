using BedrockDefense.CloudTrail;
using BedrockDefense.Sigma;

namespace BedrockDefense.EventBridge.Compiling;

/// <summary>
/// Brings a detection into disjunctive normal form: negations pushed down to the fields, then a list of
/// conjunctions any of which will do. Conjunctions that differ in one field only are one, so the list stays short.
/// </summary>
internal sealed class ConditionCompiler(Refusals refusals)
{
    /// <summary>No pattern within EventBridge's 4,096 characters has more branches.</summary>
    private const int MaximumBranches = 256;

    private static readonly IReadOnlyList<Conjunction> Never = [];

    /// <summary>The conjunctions; incomplete when something was refused.</summary>
    public IReadOnlyList<Conjunction> Compile(DetectionNode node) => Compile(node, negated: false);

    private IReadOnlyList<Conjunction> Compile(DetectionNode node, bool negated)
    {
        switch (node)
        {
            case Selection selection:
                return Compile(selection.Part, negated);
            case Negated negation:
                return Compile(negation.Part, !negated);
            case AllOf all:
                return negated ? Or(all.Parts, negated) : And(all.Parts, negated);
            case AnyOf any:
                return negated ? And(any.Parts, negated) : Or(any.Parts, negated);
            case KeywordMatch keyword:
                refusals.Add(keyword.Location, "EventBridge cannot search a whole event for a keyword; name the field");
                return Never;
            case FieldMatch match:
                return Refusing(match.Location, () => [new Conjunction([Leaf(match, negated)])]);
            default:
                throw new InvalidOperationException($"no compilation for {node.GetType().Name}");
        }
    }

    private static FieldAlternatives Leaf(FieldMatch match, bool negated)
    {
        var kind = CloudTrailShape.KindOf(match.Field);
        var atoms = LeafCompiler.Compile(match);
        if (negated && kind == FieldKind.Unknown)
        {
            throw new Inexpressible(
                $"{match.Field} may be a list: negated, EventBridge is content when one element differs, Sigma wants all to"
            );
        }

        return new FieldAlternatives(match.Field, negated ? AtomAlgebra.Complement(atoms, kind) : atoms, match.Location);
    }

    private List<Conjunction> Or(IReadOnlyList<DetectionNode> parts, bool negated)
    {
        var joined = new List<Conjunction>();
        foreach (var conjunction in parts.SelectMany(part => Compile(part, negated)))
        {
            AddMerged(joined, conjunction);
        }

        return joined;
    }

    private IReadOnlyList<Conjunction> And(IReadOnlyList<DetectionNode> parts, bool negated)
    {
        IReadOnlyList<Conjunction> joined = [new Conjunction([])];
        foreach (var part in parts)
        {
            var right = Compile(part, negated);
            var location = right.SelectMany(conjunction => conjunction.Fields).FirstOrDefault()?.Location;
            joined = location is null && right.Count > 0 ? joined : Refusing(location, () => Product(joined, right));
        }
        return joined;
    }

    private static List<Conjunction> Product(IReadOnlyList<Conjunction> left, IReadOnlyList<Conjunction> right)
    {
        if ((long)left.Count * right.Count > MaximumBranches)
        {
            throw new Inexpressible(
                $"the condition comes to more than {MaximumBranches} alternatives, far beyond the length of an event pattern"
            );
        }

        var joined = new List<Conjunction>();
        foreach (var both in left.SelectMany(l => right.Select(r => l.And(r))).OfType<Conjunction>())
        {
            AddMerged(joined, both);
        }

        return joined;
    }

    private static void AddMerged(List<Conjunction> joined, Conjunction added)
    {
        for (var index = 0; index < joined.Count; index++)
        {
            if (joined[index].OrIfOne(added) is { } merged)
            {
                joined.RemoveAt(index);
                AddMerged(joined, merged);
                return;
            }
        }
        joined.Add(added);
    }

    private IReadOnlyList<Conjunction> Refusing(SourceLocation? location, Func<IReadOnlyList<Conjunction>> compile)
    {
        try
        {
            return compile();
        }
        catch (Inexpressible reason) when (location is not null)
        {
            refusals.Add(location, reason.Message);
            return Never;
        }
    }
}
