using BedrockDefense.CloudTrail;
using BedrockDefense.Sigma;

namespace BedrockDefense.EventBridge.Compiling;

/// <summary>
/// Turns a detection into disjunctive normal form: a list of conjunctions, one of which must hold. Negations are pushed down
/// to the fields. Conjunctions that differ in only one field are merged, which keeps the list short.
/// </summary>
internal sealed class ConditionCompiler(Refusals refusals)
{
    /// <summary>The most branches of a condition; no pattern within EventBridge's 4,096 characters has more.</summary>
    private const int MaximumBranches = 256;

    private static readonly IReadOnlyList<Conjunction> NoConjunctions = [];

    /// <summary>Returns the conjunctions of a detection. The list is incomplete if something was refused.</summary>
    public IReadOnlyList<Conjunction> Compile(DetectionNode node) => Compile(node, isNegated: false);

    private IReadOnlyList<Conjunction> Compile(DetectionNode node, bool isNegated) =>
        node.Switch(
            all => isNegated ? Or(all.Parts, isNegated) : And(all.Parts, isNegated),
            any => isNegated ? And(any.Parts, isNegated) : Or(any.Parts, isNegated),
            negated => Compile(negated.Part, !isNegated),
            selection => Compile(selection.Part, isNegated),
            match => CollectRefusals(match.Location, () => [new Conjunction([CompileLeaf(match, isNegated)])]),
            Refuse
        );

    private IReadOnlyList<Conjunction> Refuse(KeywordMatch keyword)
    {
        refusals.Add(keyword.Location, "EventBridge cannot search a whole event for a keyword; name the field");
        return NoConjunctions;
    }

    private static FieldAlternatives CompileLeaf(FieldMatch match, bool negated)
    {
        var kind = CloudTrailShape.KindOf(match.Field);
        var atoms = LeafCompiler.Compile(match);
        if (negated && kind == FieldKind.Unknown)
        {
            throw new InexpressibleException(
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
            joined = location is null && right.Count > 0 ? joined : CollectRefusals(location, () => Product(joined, right));
        }
        return joined;
    }

    private static List<Conjunction> Product(IReadOnlyList<Conjunction> left, IReadOnlyList<Conjunction> right)
    {
        if ((long)left.Count * right.Count > MaximumBranches)
        {
            throw new InexpressibleException(
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
            if (joined[index].TryMerge(added) is { } merged)
            {
                joined.RemoveAt(index);
                AddMerged(joined, merged);
                return;
            }
        }
        joined.Add(added);
    }

    private IReadOnlyList<Conjunction> CollectRefusals(SourceLocation? location, Func<IReadOnlyList<Conjunction>> compile)
    {
        try
        {
            return compile();
        }
        catch (InexpressibleException reason) when (location is not null)
        {
            refusals.Add(location, reason.Message);
            return NoConjunctions;
        }
    }
}
