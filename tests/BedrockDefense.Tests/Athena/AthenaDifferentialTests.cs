using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Athena;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;
using BedrockDefense.Tests.Sigma.Differential;
using FsCheck;
using FsCheck.Fluent;

namespace BedrockDefense.Tests.Athena;

/// <summary>
/// The evaluator and the SQL statement agree on random rules and random events, unless the compiler refuses the rule. The environment
/// variable ATHENA_DIFFERENTIAL_RULES sets the number of rules, from a new seed.
/// </summary>
public sealed class AthenaDifferentialTests : IDisposable
{
    private const int Events = 400;
    private const int Rules = 300;
    private const int Size = 50;
    private const ulong Seed = 20261125;

    private static readonly string? RuleCount = Environment.GetEnvironmentVariable("ATHENA_DIFFERENTIAL_RULES");

    private readonly JsonElement[] _events =
    [
        .. Sample(EventGenerator.Event, Events).Select(node => JsonSerializer.SerializeToElement(AsCloudTrailWrites(node))),
    ];

    private readonly TrailDatabase _database;

    public AthenaDifferentialTests() => _database = new TrailDatabase(_events);

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Evaluator_and_statement_agree_or_the_compiler_refuses()
    {
        var (compiled, refused, found) = (0, 0, 0);
        foreach (var model in Sample(RuleGenerator.Rule, RuleCount is null ? Rules : int.Parse(RuleCount, CultureInfo.InvariantCulture)))
        {
            var rule = SigmaRule.Parse(model.ToString(), "random.yml");
            string sql;
            try
            {
                sql = AthenaCompiler.Compile(rule).Sql;
            }
            catch (NotSupportedByAthenaException)
            {
                refused++;
                continue;
            }

            var evaluator = new SigmaEvaluator(rule);
            int[] expected = [.. Enumerable.Range(0, Events).Where(number => evaluator.Match(_events[number]).IsMatch)];
            int[] actual = [.. _database.Find(sql).Order()];
            Assert.True(
                expected.SequenceEqual(actual),
                $"{model}\n{sql}\nonly the evaluator: {Show(expected.Except(actual))}\nonly the statement: {Show(actual.Except(expected))}"
            );
            compiled++;
            found += actual.Length;
        }

        // A test with few compiled rules or without matches would prove little.
        TestContext.Current.TestOutputHelper?.WriteLine($"{compiled} compiled, {refused} refused, {found} events found");
        Assert.True(compiled > refused, $"{compiled} compiled, {refused} refused");
        Assert.True(found > compiled * Events / 20, $"{found} events found by {compiled} rules");
    }

    // A typed column cannot distinguish null from absence, and CloudTrail writes no null there.
    private static JsonObject AsCloudTrailWrites(JsonObject record)
    {
        foreach (var (name, value) in record.Where(field => field.Key != "requestParameters").ToList())
        {
            if (value is null)
            {
                record.Remove(name);
            }
            else if (value is JsonObject inner)
            {
                AsCloudTrailWrites(inner);
            }
        }

        return record;
    }

    private string Show(IEnumerable<int> numbers) => string.Join("\n", numbers.Take(3).Select(number => _events[number].GetRawText()));

    private static T[] Sample<T>(Gen<T> generator, int count) =>
        RuleCount is null ? generator.Sample(count, new Rnd(Seed, 7919), Size) : generator.Sample(count);
}
