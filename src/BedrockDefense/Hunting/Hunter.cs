using BedrockDefense.Catalog;
using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Hunting.Indexing;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Hunting.Postponing;
using BedrockDefense.Hunting.Reading;
using BedrockDefense.Hunting.Scanning;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Hunting;

/// <summary>
/// Searches files of CloudTrail records, as delivered to S3 or as exported, for events that match rules. The memory does not grow
/// with the size of the files. The findings depend neither on the order of the files nor on the number of threads.
/// </summary>
public sealed class Hunter : IDisposable
{
    private readonly IReadOnlyList<Hunt> _hunts;
    private readonly RuleTarget[] _targets;
    private readonly Correlations _correlations;
    private readonly RuleIndex _index;

    /// <param name="rules">The detections and hunts, with their placeholders filled.</param>
    /// <exception cref="SigmaException">A rule cannot be evaluated.</exception>
    public Hunter(HuntRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        (_hunts, _correlations) = (rules.Correlations, new Correlations(rules.Correlations));
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

    /// <summary>The amount of work that the correlations took.</summary>
    internal Effort Effort => _correlations.Effort;

    /// <summary>The number of files that were read a second time.</summary>
    internal int FilesReadAgain { get; private set; }

    /// <summary>
    /// Compiles the scanner and reads the catalog. A program that will hunt soon can call this from another thread to save time.
    /// </summary>
    /// <param name="readsCatalog">Whether the hunt will be by the rules of the catalog.</param>
    public static void Prepare(bool readsCatalog)
    {
        if (readsCatalog)
        {
            _ = (Detection.All, Hunt.All);
        }

        var judge = new RecordJudge(
            new RuleIndex([], [.. ShownFields.All.Select(field => new FieldPath(field))]),
            [],
            new HuntOptions(),
            new Sightings(new HuntOptions()),
            null,
            null
        );
        var scanner = new RecordScanner(new RecordReader(judge));
        scanner.Begin();
        scanner.FreeSpace.Span[..BlockMasks.Length].Fill((byte)' ');
        scanner.Advance(BlockMasks.Length);
    }

    /// <summary>
    /// Reports the faults of all rules at once, because the user of a folder of rules wants to see all of them. The constructor of
    /// the reference evaluator throws if it cannot evaluate a rule.
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

    /// <summary>Searches files. It may be called only once, because hunts correlate all events of one call.</summary>
    /// <param name="files">The paths of the files.</param>
    /// <param name="options">The events to examine.</param>
    /// <param name="onFinding">
    /// Receives each finding. Findings of detections come first, in the order of the files and of the events in them. Findings of
    /// hunts follow, in order of time.
    /// </param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellation">Stops the search early; the findings so far are kept.</param>
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
        var postponement = new Postponement(_hunts, _index, _targets, options.ParsedFirst);
        var report = Read(
            files,
            options,
            new Sightings(options),
            () => new FirstReading(postponement, cancellation),
            onFinding,
            progress,
            cancellation
        );
        var needed = postponement.Files.Needed(postponement.Windows);
        if (report.IsPartial && needed.Count > 0)
        {
            // Another hunt must not go on after files of which not everything was looked at.
            report = report with
            {
                ReadUpTo = null,
            };
        }
        else if (needed.Count > 0)
        {
            report = ReadAgain(postponement, needed, options, report, onFinding, cancellation);
        }

        foreach (var finding in _correlations.Findings())
        {
            onFinding(finding);
        }

        return report;
    }

    private HuntReport Read(
        IReadOnlyList<string> files,
        HuntOptions options,
        Sightings sightings,
        Func<IReading> newReading,
        Action<Finding> onFinding,
        HuntProgress? progress,
        CancellationToken cancellation
    ) =>
        new ArchiveReader<Finding>(options, FileNeeds.Of([.. _targets.Select(target => target.Rule)], options), sightings, onFinding).Read(
            files,
            () =>
                new RecordJudge(
                    _index,
                    _targets,
                    options,
                    sightings,
                    _correlations.NewPacker(new ShownFields(_index.Slots, options.KeepsAddresses)),
                    newReading(),
                    cancellation
                ),
            progress,
            cancellation
        );

    /// <summary>Reads the postponed records whose events lie in windows that opened.</summary>
    private HuntReport ReadAgain(
        Postponement postponement,
        ILookup<string, PostponedFile> needed,
        HuntOptions options,
        HuntReport report,
        Action<Finding> onFinding,
        CancellationToken cancellation
    )
    {
        FilesReadAgain = needed.Count;
        var again = Read(
            [.. needed.Select(file => file.Key)],
            options with
            {
                Index = null,
            },
            new Sightings(new HuntOptions()),
            () => new SecondReading(postponement, needed),
            onFinding,
            null,
            cancellation
        );
        return report with
        {
            Faults = [.. report.Faults, .. again.Faults.Except(report.Faults)],
            IsPartial = again.IsPartial,
            ReadUpTo = again.IsPartial ? null : report.ReadUpTo,
        };
    }
}
