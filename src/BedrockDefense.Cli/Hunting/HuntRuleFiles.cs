using System.Globalization;
using BedrockDefense.Catalog;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Output;
using BedrockDefense.Conversion;
using BedrockDefense.Hunting;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;
using Detection = BedrockDefense.Catalog.Detection;

namespace BedrockDefense.Cli.Hunting;

/// <summary>The rules that <c>hunt</c> looks for: those of the catalog, or those that <c>--rule</c> names.</summary>
/// <param name="Rules">The rules, with their placeholders filled from the configuration.</param>
/// <param name="NotRun">The faults of rules in the named folders that the hunt cannot run, each with its place.</param>
internal sealed record HuntRuleFiles(HuntRules Rules, IReadOnlyList<Fault> NotRun)
{
    private const int MostNamed = 20;

    /// <summary>
    /// Finds the rules. A folder may contain rules that cannot be run. A rule that is named itself must be runnable.
    /// </summary>
    /// <exception cref="InvalidInputException">A rule or the configuration cannot be used.</exception>
    public static HuntRuleFiles Read(HuntSettings settings)
    {
        if (settings.Rules is [])
        {
            // Reads the configuration first, because another thread reads the catalog at the same time.
            var placeholders = settings.Placeholders.Values;
            return new HuntRuleFiles(new HuntRules(Detection.All, Hunt.All).Expand(placeholders), []);
        }

        var (faults, notRun) = (new List<Fault>(), new List<Fault>());
        var (detections, hunts) = (new List<Detection>(), new List<Hunt>());
        var named = new HashSet<string>(StringComparer.Ordinal);
        var files = new List<string>();
        foreach (var name in settings.Rules.Distinct())
        {
            // An id is one word, so the catalog is not read for the path of a file.
            var mayBeId = name.AsSpan().IndexOfAny("./") < 0;
            if (mayBeId && Detection.All.FirstOrDefault(one => one.Id == name) is { } detection)
            {
                detections.Add(detection);
            }
            else if (mayBeId && Hunt.All.FirstOrDefault(one => one.Id == name) is { } hunt)
            {
                hunts.Add(hunt);
            }
            else if (Directory.Exists(name))
            {
                files.AddRange(RuleFiles.Find(name, notRun));
            }
            else if (name == InputFile.StandardInput || File.Exists(name))
            {
                named.Add(name);
            }
            else
            {
                faults.Add(
                    new Fault(
                        $"--rule {name}: there is no such detection or hunt, and no such file; lint lists what is wrong "
                            + "with rules of your own"
                    )
                );
            }
        }

        var set = RuleSet.Read(RuleFiles.Read(files.Concat(named).Distinct(), notRun));
        notRun.AddRange(set.Faults.Concat(set.OtherLogs));
        detections = Usable(
            detections.Concat(set.Detections),
            detection => [detection.Rule],
            (detection, rules) => detection with { Rule = rules[0] }
        );
        hunts = Usable(hunts.Concat(set.Hunts), hunt => hunt.Rules, (hunt, rules) => hunt with { Rules = rules });
        faults.AddRange(settings.IsStrict ? notRun : notRun.Where(fault => named.Contains(fault.Location?.File ?? "")));
        if (faults.Count == 0 && detections.Count + hunts.Count == 0)
        {
            faults.AddRange(notRun);
        }

        return faults.Count == 0 ? new HuntRuleFiles(new HuntRules(detections, hunts), notRun) : throw new InvalidInputException(faults);

        List<T> Usable<T>(IEnumerable<T> all, Func<T, IReadOnlyList<SigmaRule>> rulesOf, Func<T, IReadOnlyList<SigmaRule>, T> with)
        {
            var usable = new List<T>();
            foreach (var one in all)
            {
                // A fault of the configuration must not be reported as a fault of the rule.
                var isWaiting = rulesOf(one).Any(rule => RulePlaceholders.Of(rule).Count > 0);
                var placeholders = isWaiting ? settings.Placeholders.Values : new Dictionary<string, IReadOnlyList<string>>();
                try
                {
                    usable.Add(with(one, [.. rulesOf(one).Select(rule => Evaluable(rule.Expand(placeholders)))]));
                }
                catch (SigmaException exception)
                {
                    notRun.AddRange(
                        exception.Faults.Select(fault =>
                            fault with
                            {
                                Location = fault.Location ?? new SourceLocation(rulesOf(one)[0].File),
                            }
                        )
                    );
                }
            }

            return usable;
        }
    }

    /// <summary>The files with rules that the hunt does not run.</summary>
    public IReadOnlyList<string> FilesNotRun => [.. NotRun.Select(fault => fault.Location?.File).OfType<string>().Distinct()];

    /// <summary>Says at the start which rules the hunt does not run, and why.</summary>
    public void SayAtStart()
    {
        foreach (var fault in NotRun)
        {
            ConsoleOutput.WriteRemark(VisibleText.Of($"not run: {fault}"));
        }
        // Without this line, somebody who asks for findings of a level would not learn that these rules are left out.
        var leveless = Rules
            .Detections.Select(detection => detection.Rule)
            .OfType<SigmaDocument>()
            .Concat(Rules.Correlations.Select(hunt => hunt.Correlation))
            .Where(rule => rule.Level is null);
        foreach (var file in leveless.Select(rule => rule.File).Distinct())
        {
            ConsoleOutput.WriteRemark(VisibleText.Of($"note: {file}: says no level that Sigma knows; its findings count as informational"));
        }
    }

    /// <summary>Says again in one line, at the end, that some rules were not run.</summary>
    public void SayAtEnd()
    {
        if (FilesNotRun is { Count: > 0 } files)
        {
            ConsoleOutput.WriteRemark(
                VisibleText.Of(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"not looked for: rules of {files.Count} files, as said at the start: "
                            + $"{string.Join(", ", files.Take(MostNamed))}{(files.Count > MostNamed ? ", …" : "")}"
                    )
                )
            );
        }
    }

    // The constructor of the reference evaluator throws if the rule cannot be evaluated.
    private static SigmaRule Evaluable(SigmaRule rule)
    {
        _ = new SigmaEvaluator(rule);
        return rule;
    }
}
