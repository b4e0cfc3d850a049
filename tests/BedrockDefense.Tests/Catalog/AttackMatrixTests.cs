using System.Text.Json.Nodes;
using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Tests.Catalog;

public sealed class AttackMatrixTests
{
    private static readonly List<SigmaDocument> Tagged =
    [
        .. Detection.All.Select(detection => detection.Rule),
        .. Hunt.All.Select(hunt => hunt.Correlation),
    ];

    [Fact]
    public void Every_technique_of_the_catalog_has_a_name_and_tactics_and_no_other_is_known()
    {
        var techniques = Tagged.SelectMany(AttackMatrix.TechniquesOf).DistinctBy(technique => technique.Id).ToList();

        Assert.All(techniques, technique => Assert.True(technique is { Name: not null, Tactics.Count: > 0 }, technique.Id));
        Assert.Equal(
            JsonNode.Parse(Repository.Policy("attack.json"))!["techniques"]!.AsArray().Select(one => (string)one!["id"]!),
            techniques.Select(technique => technique.Id).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Each_rule_of_the_catalog_is_tagged_with_a_tactic_that_the_matrix_has() =>
        Assert.All(Tagged, rule => Assert.NotEmpty(AttackMatrix.TacticsOf(rule)));

    [Fact]
    public void Each_technique_of_a_rule_serves_a_tactic_that_the_rule_is_tagged_with() =>
        Assert.All(
            Tagged,
            rule =>
            {
                var tactics = AttackMatrix.TacticsOf(rule);
                Assert.All(
                    AttackMatrix.TechniquesOf(rule),
                    technique =>
                        Assert.True(technique.Tactics.Intersect(tactics).Any(), $"{rule.File}: {technique.Id} is none of its tactics")
                );
            }
        );

    [Fact]
    public void Each_tactic_of_a_rule_is_served_by_one_of_its_techniques() =>
        Assert.All(
            Tagged,
            rule =>
                Assert.Equal(
                    [],
                    AttackMatrix.TacticsOf(rule).Except(AttackMatrix.TechniquesOf(rule).SelectMany(technique => technique.Tactics))
                )
        );

    [Fact]
    public void A_tag_of_an_earlier_version_is_the_technique_that_replaced_it_and_an_unknown_one_has_no_name()
    {
        var rule = Detection.All[0].Rule with
        {
            Tags = ["attack.impact", "attack.t1562.008", "attack.t1685.002", "attack.t9999", "attack.t1098.0031", "cve.2026-0001"],
        };

        Assert.Equal(
            [("T1685.002", "Disable or Modify Cloud Log"), ("T9999", null)],
            AttackMatrix.TechniquesOf(rule).Select(technique => (technique.Id, technique.Name))
        );
        Assert.Equal([new AttackTactic("TA0040", "Impact")], AttackMatrix.TacticsOf(rule));
    }
}
