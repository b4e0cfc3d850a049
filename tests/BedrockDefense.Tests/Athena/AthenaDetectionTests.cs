using System.Globalization;
using BedrockDefense.Athena;
using BedrockDefense.Catalog;
using BedrockDefense.Sigma.Evaluation;
using BedrockDefense.Tests.Sigma;

namespace BedrockDefense.Tests.Athena;

/// <summary>Runs every detection as SQL, on the cases of all detections at once.</summary>
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

    [Fact]
    public void One_statement_finds_for_all_detections_what_the_evaluator_matches_and_scans_once()
    {
        var sql = AthenaCompiler.Compile([.. Files.Select(file => new Detection(file.Id, file.Rule))]).Sql;

        Assert.Equal(2, sql.Split("bedrock_defense.cloudtrail").Length);
        var expected = Files.SelectMany(file =>
            new SigmaEvaluator(file.Rule) is var evaluator
                ? Enumerable
                    .Range(0, Cases.Length)
                    .Where(number => evaluator.Match(Cases[number].Record).IsMatch)
                    .Select(number => (number, file.Id))
                : []
        );
        Assert.Equal(
            expected.Order(),
            _database.Rows(sql).Select(row => (int.Parse(row["eventid"]!, CultureInfo.InvariantCulture), row["detection"]!)).Order()
        );
    }
}
