namespace BedrockDefense.Tests.Sigma.Differential;

/// <summary>A field with modifiers and its values, each as JSON. JSON is YAML too.</summary>
internal sealed record ItemModel(string Key, IReadOnlyList<string> Values)
{
    public override string ToString() => $"      \"{Key}\": {(Values.Count == 1 ? Values[0] : $"[{string.Join(", ", Values)}]")}";

    public IEnumerable<ItemModel> Shrink() =>
        Values.Count == 1
            ? []
            : Values.Select(
                (_, index) =>
                    this with
                    {
                        Values = [.. Values.Where((_, at) => at != index)],
                        Key = Values.Count == 2 ? Key.Replace("|all", "", StringComparison.Ordinal) : Key,
                    }
            );
}

/// <summary>A search identifier: maps of items. All items of at least one map must match.</summary>
internal sealed record SelectionModel(string Name, IReadOnlyList<IReadOnlyList<ItemModel>> Maps)
{
    public override string ToString() => $"  {Name}:\n" + string.Join("\n", Maps.Select(map => "    -\n" + string.Join("\n", map)));

    public IEnumerable<SelectionModel> Shrink() =>
        SmallerLists.Of(Maps, map => SmallerLists.Of(map, item => item.Shrink())).Select(maps => this with { Maps = maps });
}

/// <summary>A condition over the names of search identifiers.</summary>
internal abstract record ConditionModel
{
    public abstract IEnumerable<ConditionModel> Shrink();
}

internal sealed record NameModel(string Name) : ConditionModel
{
    public override string ToString() => Name;

    public override IEnumerable<ConditionModel> Shrink() => [];
}

internal sealed record NotModel(ConditionModel Part) : ConditionModel
{
    public override string ToString() => $"not {Part}";

    public override IEnumerable<ConditionModel> Shrink() => [Part, .. Part.Shrink().Select(part => new NotModel(part))];
}

internal sealed record JoinedModel(string Word, ConditionModel Left, ConditionModel Right) : ConditionModel
{
    public override string ToString() => $"({Left} {Word} {Right})";

    public override IEnumerable<ConditionModel> Shrink() =>
        [
            Left,
            Right,
            .. Left.Shrink().Select(left => this with { Left = left }),
            .. Right.Shrink().Select(right => this with { Right = right }),
        ];
}

/// <summary>A rule, as the text it is parsed from.</summary>
internal sealed record RuleModel(IReadOnlyList<SelectionModel> Selections, ConditionModel Condition)
{
    public override string ToString() =>
        $"title: random\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n{string.Join("\n", Selections)}\n  "
        + $"condition: {Condition}\n";

    public IEnumerable<RuleModel> Shrink() =>
        Condition
            .Shrink()
            .Select(condition => this with { Condition = condition })
            .Concat(
                Selections.SelectMany(
                    (selection, index) =>
                        selection
                            .Shrink()
                            .Select(smaller =>
                                this with
                                {
                                    Selections = [.. Selections.Select((kept, at) => at == index ? smaller : kept)],
                                }
                            )
                )
            );
}

internal static class SmallerLists
{
    /// <summary>Makes the lists with one element less, then those with one smaller element. No list is empty.</summary>
    public static IEnumerable<IReadOnlyList<T>> Of<T>(IReadOnlyList<T> list, Func<T, IEnumerable<T>> smaller) =>
        Enumerable
            .Range(0, list.Count)
            .Where(_ => list.Count > 1)
            .Select(gone => (IReadOnlyList<T>)[.. list.Where((_, at) => at != gone)])
            .Concat(
                list.SelectMany(
                    (element, index) =>
                        smaller(element).Select(less => (IReadOnlyList<T>)[.. list.Select((kept, at) => at == index ? less : kept)])
                )
            );
}
