using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting.Matching;

/// <summary>
/// Compiles detections to conditions. A part that several detections have in common becomes one condition, which is evaluated once
/// for each record.
/// </summary>
internal sealed class RecordConditionCompiler(IReadOnlyDictionary<string, int> slots)
{
    private readonly Dictionary<DetectionNode, string?> _keys = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RecordCondition.SharedCondition> _shared = new(StringComparer.Ordinal);

    /// <summary>The number of shared conditions.</summary>
    public int SharedCount => _shared.Count;

    /// <summary>Returns the condition of each detection. The placeholders must be filled.</summary>
    public RecordCondition[] Compile(IReadOnlyList<DetectionNode> detections)
    {
        foreach (var detection in detections)
        {
            Count(detection);
        }

        return [.. detections.Select(Compile)];
    }

    private RecordCondition Compile(DetectionNode node)
    {
        if (node is Selection selection)
        {
            return Compile(selection.Part);
        }

        if (KeyOf(node) is not { } key || _uses[key] == 1)
        {
            return Make(node);
        }

        if (!_shared.TryGetValue(key, out var shared))
        {
            _shared.Add(key, shared = new RecordCondition.SharedCondition(Make(node), _shared.Count));
        }

        return shared;
    }

    private RecordCondition Make(DetectionNode node) =>
        node.Switch<RecordCondition>(
            all => new RecordCondition.AllOf([.. all.Parts.Select(Compile)]),
            any => (RecordCondition?)SetOf(any) ?? new RecordCondition.AnyOf([.. any.Parts.Select(Compile)]),
            negated => new RecordCondition.Negated(Compile(negated.Part)),
            selection => Compile(selection.Part),
            match => match.Test.Accept(new TestCompiler(slots[match.Field.Text], slots)),
            keyword => new RecordCondition.KeywordSearch(keyword)
        );

    /// <summary>Returns the condition that one field is one of several texts, or null when the parts say anything else.</summary>
    private RecordCondition.TextSetCheck? SetOf(AnyOf any)
    {
        FieldMatch[] matches = [.. any.Parts.OfType<FieldMatch>()];
        TextTest[] tests = [.. matches.Select(match => match.Test).OfType<TextTest>()];
        return
            tests.Length > 1
            && tests.Length == any.Parts.Count
            && matches.DistinctBy(match => match.Field.Text).Count() == 1
            && tests.All(RecordCondition.TextSetCheck.CanHold)
            ? new RecordCondition.TextSetCheck(slots[matches[0].Field.Text], tests)
            : null;
    }

    private void Count(DetectionNode node)
    {
        if (KeyOf(node) is { } key)
        {
            _uses[key] = _uses.GetValueOrDefault(key) + 1;
        }

        foreach (var part in DetectionTree.Parts(node))
        {
            Count(part);
        }
    }

    /// <summary>
    /// Returns a text that is equal for equal nodes. It is null for nodes that are never shared: names of parts, and rare tests.
    /// </summary>
    private string? KeyOf(DetectionNode node) => _keys.TryGetValue(node, out var key) ? key : _keys[node] = NewKey(node);

    private string? NewKey(DetectionNode node) =>
        node switch
        {
            AllOf
            or AnyOf
                when DetectionTree.Parts(node).Select(part => KeyOf(part is Selection selection ? selection.Part : part)).ToList()
                    is var keys
                    && !keys.Contains(null) => $"{node.GetType().Name}({string.Join(',', keys)})",
            FieldMatch { Test: TextTest text } match => $"{match.Field.Text.Length}:{match.Field.Text}{text.IsCased}"
                + $"{string.Concat(text.Pattern.Parts.Select(part => $"{(int)part.Kind}{part.Text.Length}:{part.Text}"))}",
            _ => null,
        };
}
