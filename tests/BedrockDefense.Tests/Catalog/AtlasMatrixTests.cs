using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Tests.Catalog;

public sealed class AtlasMatrixTests
{
    [Fact]
    public void Every_tag_of_ATLAS_in_the_catalog_is_a_technique()
    {
        SigmaDocument[] rules = [.. Detection.All.Select(detection => detection.Rule), .. Hunt.All.Select(hunt => hunt.Correlation)];
        var tags = rules.SelectMany(rule => rule.Tags).Where(tag => tag.StartsWith(AtlasMatrix.Tag, StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(tags);
        Assert.All(tags, tag => Assert.True(AtlasMatrix.IsTechnique(tag), tag));
    }

    // ATLAS names the technique of ATT&CK that a technique of its own is made after ("ATT&CK-reference" in ATLAS.yaml).
    [Theory]
    [InlineData("AML.T0012", "T1078")]
    [InlineData("AML.T0074", "T1036")]
    [InlineData("AML.T0075", "T1526")]
    [InlineData("AML.T0091.000", "T1550.001")]
    public void A_rule_with_a_technique_of_ATLAS_has_the_technique_of_ATTACK_that_it_is_made_after(string atlas, string attack) =>
        Assert.Equal(
            Tagged(rule => AttackMatrix.TechniquesOf(rule).Any(one => one.Id.StartsWith(attack, StringComparison.Ordinal))),
            Tagged(rule => AtlasMatrix.TechniquesOf(rule).Any(one => one.Id == atlas))
        );

    [Fact]
    public void A_part_has_the_tactics_of_the_whole_and_an_unknown_id_has_no_name()
    {
        var rule = Detection.All[0].Rule with
        {
            Tags = ["atlas.aml.t0091.000", "atlas.aml.t9999", "atlas.aml.t00401", "attack.t1526", "atlas.AML.T0040"],
        };

        Assert.Equal(
            [("AML.T0091.000", "Application Access Token", "Lateral Movement"), ("AML.T9999", null, "")],
            AtlasMatrix
                .TechniquesOf(rule)
                .Select(technique => (technique.Id, technique.Name, string.Join(", ", technique.Tactics.Select(tactic => tactic.Name))))
        );
        Assert.Equal(["AML.T0091", null], AtlasMatrix.TechniquesOf(rule).Select(technique => technique.ParentId).Take(1).Append(null));
    }

    private static IEnumerable<string> Tagged(Func<SigmaDocument, bool> isTagged) =>
        Detection.All.Where(detection => isTagged(detection.Rule)).Select(detection => detection.Id);
}
