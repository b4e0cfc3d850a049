using System.Runtime.ExceptionServices;
using BedrockDefense.Catalog;
using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Hunting.Reading;
using BedrockDefense.Hunting.Scanning;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Hunting;

/// <summary>
/// Looks for events that rules match in files of CloudTrail's records, as delivered to S3 or as exported. Memory does not
/// grow with the files; what is found does not depend on their order, nor on the number of threads.
/// </summary>
public sealed class Hunter : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

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
            .. _correlations.Correlators.SelectMany(correlator =>
                correlator.Rules.Select((rule, number) => new RuleTarget(rule, correlator.Id, correlator, number))
            ),
        ];
        RequireEvaluable([.. _targets.Select(target => target.Rule)]);
        _index = new RuleIndex(
            [.. _targets.Select(target => target.Rule)],
            [
                .. ShownFields
                    .All.Concat(_correlations.Correlators.SelectMany(correlator => correlator.Fields))
                    .Select(field => new FieldPath(field)),
            ]
        );
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
        var judge = new RecordJudge(
            new RuleIndex([], [.. ShownFields.All.Select(field => new FieldPath(field))]),
            [],
            new HuntOptions(),
            new Sightings(new HuntOptions())
        );
        var scanner = new RecordScanner(new RecordReader(judge));
        scanner.Begin();
        scanner.Free.Span[..BlockMasks.Length].Fill((byte)' ');
        scanner.Advance(BlockMasks.Length);
    }

    /// <summary>
    /// The reference's constructor says what it cannot evaluate; of all rules at once, since whoever brings a folder of them wants
    /// to know.
    /// </summary>
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
        {
            throw new SigmaException(faults);
        }
    }

    /// <summary>Looks at files. To be called once: hunts correlate what they are given in one go.</summary>
    /// <param name="files">Their paths.</param>
    /// <param name="options">Which events are looked at.</param>
    /// <param name="onFinding">
    /// Takes each finding: those of detections in the order of files and of events in them, then those of hunts in the order of
    /// time.
    /// </param>
    /// <param name="progress">Is told how far it has come.</param>
    /// <param name="cancellation">Ends it early, with what was found until then.</param>
    public HuntReport Run(
        IReadOnlyList<string> files,
        HuntOptions options,
        Action<Finding> onFinding,
        HuntProgress? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        var sightings = new Sightings(options);
        var results = new OrderedResults(files.Count, sightings, onFinding);
        var next = -1;
        var failure = (Exception?)null;

        // What waits for bytes that never come, as of a pipe, must not keep the process alive.
        var threads = new Thread[Math.Clamp(options.Threads, 1, Math.Max(1, files.Count))];
        var current = new (int Number, FileResult? Result)[threads.Length];
        for (var index = 0; index < threads.Length; index++)
        {
            var place = index;
            threads[index] = new Thread(() => Work(place)) { IsBackground = true };
            threads[index].Start();
        }

        // Which file is never read any more is not known then, so that nobody may wait for one.
        using (cancellation.Register(results.GiveUp))
        {
            for (var index = 0; index < threads.Length; index++)
            {
                if (!IsDone(threads[index]) && current[index] is (var number, { } waiting))
                {
                    results.Add(number, waiting, isWhole: false);
                }
            }
        }

        if (failure is InvalidInputException)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        if (failure is not null)
        {
            throw new AggregateException(failure);
        }

        var report = results.Finish(cancellation.IsCancellationRequested);
        foreach (var finding in _correlations.Findings())
        {
            onFinding(finding);
        }

        return report;

        // After an interruption threads end at their next bytes; one that gets none is left waiting.
        bool IsDone(Thread thread)
        {
            while (!thread.Join(Poll))
            {
                if (cancellation.IsCancellationRequested)
                {
                    return thread.Join(Grace);
                }
            }

            return true;
        }

        void Work(int place)
        {
            try
            {
                var judge = new RecordJudge(_index, _targets, options, sightings, cancellation);
                var file = new LogFile(judge);
                for (
                    var number = Interlocked.Increment(ref next);
                    number < files.Count && !cancellation.IsCancellationRequested;
                    number = Interlocked.Increment(ref next)
                )
                {
                    var result = new FileResult(files[number]);
                    var order = number;
                    judge.Begin(result, () => results.Relieve(order, result));
                    current[place] = (number, result);
                    var isWhole = file.Read(result, options.MaximumFileBytes, options.StandardInput, cancellation);
                    current[place] = default;
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
