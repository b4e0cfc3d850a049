using BedrockDefense.Catalog;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting.Postponing;

/// <summary>What the threads of a hunt share to postpone records.</summary>
internal sealed class Postponement
{
    private readonly Lazy<PostponableSteps?>[] _steps;
    private int _numbers;

    /// <param name="hunts">The hunts.</param>
    /// <param name="index">The rules.</param>
    /// <param name="targets">The use of every rule.</param>
    /// <param name="parsedFirst">The number of records that each thread parses before it postpones any.</param>
    public Postponement(IReadOnlyList<Hunt> hunts, RuleIndex index, RuleTarget[] targets, int parsedFirst)
    {
        _steps = [.. index.Sets.Select(set => new Lazy<PostponableSteps?>(() => PostponableSteps.Of(set.Rules, targets)))];
        (Windows, ParsedFirst, MaximumSteps) = (new OpenWindows(hunts), parsedFirst, targets.Length);
    }

    /// <summary>The windows that are known to be open.</summary>
    public OpenWindows Windows { get; }

    /// <summary>The files with postponed records.</summary>
    public PostponedFiles Files { get; } = new();

    /// <summary>The number of records that each thread parses before it postpones any.</summary>
    public int ParsedFirst { get; }

    /// <summary>The maximum number of steps that one record can be an event of.</summary>
    public int MaximumSteps { get; }

    /// <summary>Returns a number for a file that is read. A path that was given twice has two.</summary>
    public int NewNumber() => Interlocked.Increment(ref _numbers);

    /// <summary>Returns the steps that some rules are; null when a record that they can match must be parsed at once.</summary>
    public PostponableSteps? StepsOf(Candidates candidates) => _steps[candidates.Number].Value;
}
