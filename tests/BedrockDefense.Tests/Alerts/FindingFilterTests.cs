using BedrockDefense.Alerts;
using BedrockDefense.Sigma;

namespace BedrockDefense.Tests.Alerts;

/// <summary>Tests which findings a subscription's filter lets through.</summary>
public sealed class FindingFilterTests
{
    [Fact]
    public void Severities_and_accounts_must_both_be_met() =>
        Assert.Equal(
            """{"severity":["critical","high"],"account":["111122223333"]}""",
            FindingFilter.Json([SigmaLevel.Critical, SigmaLevel.High], [], ["111122223333"])
        );

    [Fact]
    public void Detections_take_the_place_of_their_severities() =>
        Assert.Equal("""{"detection":["cloudtrail-stopped"]}""", FindingFilter.Json([SigmaLevel.Critical], ["cloudtrail-stopped"], []));
}
