using System.Runtime.ExceptionServices;
using BedrockDefense.Catalog;
using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Hunting.Scanning;
using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting;

/// <summary>
/// Looks for events that rules match in files of CloudTrail's records, as delivered to S3 or as exported. Memory does not
/// grow with the files; what is found does not depend on their order, nor on the number of threads.
/// </summary>
public sealed class Hunter : IDisposable
{
    private readonly IReadOnlyList<RuleTarget> _targets;
    private readonly Correlations _correlations;
    private readonly RuleIndex _index;

    /// <param name="rules">Detections and hunts, their placeholders filled.</param>
    /// <exception cref="SigmaException">A rule cannot be evaluated.</exception>
    public Hunter(HuntRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _correlations = new Correlations(rules.Correlations);
        _targets =
        [
            .. rules.Detections.Select(detection => new RuleTarget(detection.Rule, detection.Id, null, 0)),
            .. _correlations.Correlators.SelectMany(correlator => correlator.Rules.Select((rule, number) => new RuleTarget(rule, correlator.Id, correlator, number))),
        ];
        RequireEvaluable([.. _targets.Select(target => target.Rule)]);
        _index = new RuleIndex(
            [.. _targets.Select(target => target.Rule)],
            [.. EventFields.All.Concat(_correlations.Correlators.SelectMany(correlator => correlator.Fields)).Select(field => new FieldPath(field))]);
    }

    /// <inheritdoc/>
    public void Dispose() => _correlations.Dispose();

    /// <summary>How much work the correlations were.</summary>
    internal Effort Effort => _correlations.Effort;

    /// <summary>
    /// Loads the catalog and compiles the scanner; whoever hunts soon after may call it from another thread to save that time.
    /// </summary>
    public static void Prepare()
    {
        _ = (Detection.All, Hunt.All);
        var scanner = new RecordScanner(new RecordJudge(new RuleIndex([], [.. EventFields.All.Select(field => new FieldPath(field))]), [], new HuntOptions()));
        scanner.Begin();
        scanner.Free.Span[..BlockMasks.Length].Fill((byte)' ');
        scanner.Advance(BlockMasks.Length);
    }

    /// <summary>The reference's constructor says what it cannot evaluate; of all rules at once, since whoever brings a folder of them wants to know.</summary>
    private static void RequireEvaluable(IReadOnlyList<SigmaRule> rules)
    {
        var faults = new List<Fault>();
        foreach (var rule in rules)
        {
            try
            {
                _ = new SigmaEvaluator(rule);
            }
            catch (SigmaException exception)
            {
                faults.AddRange(exception.Faults);
            }
        }

        if (faults.Count > 0)
            throw new SigmaException(faults);
    }

    /// <summary>Looks at files. To be called once: hunts correlate what they are given in one go.</summary>
    /// <param name="files">Their paths.</param>
    /// <param name="options">Which events are looked at.</param>
    /// <param name="onFinding">Takes each finding: those of detections in the order of files and of events in them, then those of hunts in the order of time.</param>
    /// <param name="progress">Is told how far it has come.</param>
    /// <param name="cancellation">Ends it early, with what was found until then.</param>
    public HuntReport Run(IReadOnlyList<string> files, HuntOptions options, Action<Finding> onFinding, HuntProgress? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        var results = new OrderedResults(files.Count, onFinding);
        var next = -1;
        var failure = (Exception?)null;

        var threads = new Thread[Math.Clamp(options.Threads, 1, Math.Max(1, files.Count))];
        foreach (ref var thread in threads.AsSpan())
        {
            thread = new Thread(Work);
            thread.Start();
        }

        // Which file is never read any more is not known then, so that nobody may wait for one.
        using (cancellation.Register(results.GiveUp))
        {
            foreach (var thread in threads)
                thread.Join();
        }

        if (failure is InvalidInputException)
            ExceptionDispatchInfo.Throw(failure);
        if (failure is not null)
            throw new AggregateException(failure);
        var report = results.Finish(cancellation.IsCancellationRequested);
        foreach (var finding in _correlations.Findings())
            onFinding(finding);
        return report;

        void Work()
        {
            try
            {
                var judge = new RecordJudge(_index, _targets, options);
                var scanner = new RecordScanner(judge);
                for (var number = Interlocked.Increment(ref next); number < files.Count && !cancellation.IsCancellationRequested; number = Interlocked.Increment(ref next))
                {
                    var result = new FileResult(files[number]);
                    var place = number;
                    judge.Begin(result, () => results.Relieve(place, result));
                    var isWhole = LogFile.Read(scanner, result, options.MaximumFileBytes, cancellation);
                    result.Events = scanner.Records - judge.Strays;
                    result.IsSkipped |= scanner.Lists == 0 && result.Events == 0 && result.Faults.Count == 0;
                    results.Add(number, result, isWhole);
                    progress?.Add(result.Stored, result.Inflated);
                }
            }
            catch (Exception exception)
            {
                // A fault of this program, such as no memory: the caller's thread is to report it.
                Interlocked.CompareExchange(ref failure, exception, null);
                results.GiveUp();
            }
        }
    }
}
