using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace BedrockDefense.Tests.Sigma.Differential;

/// <summary>
/// The evaluator and the compiled pattern agree on random rules and events, unless the compiler refuses the rule. The environment variable
/// SIGMA_DIFFERENTIAL_CASES sets the number of cases, from a new seed each time. A failure prints the seed.
/// </summary>
public sealed class DifferentialTests
{
    private const int Cases = 10_000;
    private static readonly Rnd Seed = new(20261125, 7919);

    [Fact]
    public void Evaluator_and_compiled_pattern_agree_or_the_compiler_refuses()
    {
        var outcomes = new Dictionary<DifferentialOutcome, int>();
        Prop.ForAll(
                DifferentialCase.Arbitrary,
                one =>
                {
                    var (outcome, _) = one.Run();
                    outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
                    return outcome != DifferentialOutcome.Disagreement;
                }
            )
            .Check(Configuration());

        // A test with few compiled rules or without matches would prove little.
        TestContext.Current.TestOutputHelper?.WriteLine(Describe(outcomes));
        var total = outcomes.Values.Sum();
        Assert.True(outcomes.GetValueOrDefault(DifferentialOutcome.Refused) < total * 3 / 5, Describe(outcomes));
        Assert.True(outcomes.GetValueOrDefault(DifferentialOutcome.BothMatch) > total / 10, Describe(outcomes));
        Assert.True(outcomes.GetValueOrDefault(DifferentialOutcome.NeitherMatches) > total / 10, Describe(outcomes));
    }

    private static Config Configuration()
    {
        var config = Config.QuickThrowOnFailure;
        return Environment.GetEnvironmentVariable("SIGMA_DIFFERENTIAL_CASES") is { } cases
            ? config.WithMaxTest(int.Parse(cases, CultureInfo.InvariantCulture))
            : config.WithMaxTest(Cases).WithReplay(FSharpOption<Replay>.Some(new Replay(Seed, FSharpOption<int>.None)));
    }

    private static string Describe(Dictionary<DifferentialOutcome, int> outcomes) =>
        string.Join(", ", outcomes.Select(pair => $"{pair.Key}: {pair.Value}"));
}
