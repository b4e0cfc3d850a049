using BedrockDefense.Athena;
using BedrockDefense.Sigma;
using BedrockDefense.Tests.Sigma;

namespace BedrockDefense.Tests.Athena;

/// <summary>Every detection as SQL, over the cases of all detections at once.</summary>
public sealed class AthenaDetectionTests : IDisposable
{
    private static readonly DetectionCaseFile[] Files = [.. DetectionCaseFile.Ids.Select(DetectionCaseFile.Load)];

    private static readonly DetectionCase[] Cases = [.. Files.SelectMany(file => file.Cases)];

    private readonly TrailDatabase _database = new(Cases.Select(one => one.Record));

    public static TheoryData<string> Detections => [.. DetectionCaseFile.Ids];

    public void Dispose() => _database.Dispose();

    [Theory]
    [MemberData(nameof(Detections))]
    public void The_statement_finds_the_events_that_the_evaluator_matches(string id)
    {
        var rule = Files.Single(file => file.Id == id).Rule;
        var evaluator = new SigmaEvaluator(rule);
        int[] expected = [.. Enumerable.Range(0, Cases.Length).Where(number => evaluator.Match(Cases[number].Record).IsMatch)];
        Assert.NotEmpty(expected);
        var sql = AthenaCompiler.Compile(rule).Sql;
        Assert.Equal(expected, _database.Find(sql).Order());
    }
}
