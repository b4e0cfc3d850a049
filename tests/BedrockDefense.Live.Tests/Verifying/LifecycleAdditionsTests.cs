using System.Text.Json.Nodes;
using System.Xml.Linq;
using BedrockDefense.Live.Tests.Fakes;
using BedrockDefense.Live.Verifying;

namespace BedrockDefense.Live.Tests.Verifying;

/// <summary>What a declared rule of a bucket does besides is told.</summary>
public sealed class LifecycleAdditionsTests
{
    private const string Cases = "live/lifecycle-additions.json";

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_rule_does_besides_is_told(string name)
    {
        var one = Repository.Find<LifecycleCase>(Cases, name);
        var declared = SampleContext.Resource(
            "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
            "x",
            (
                "rules",
                new JsonArray(
                    new JsonObject
                    {
                        ["id"] = "keep",
                        ["status"] = "Enabled",
                        ["expiration"] = new JsonObject { ["days"] = 30 },
                    }
                )
            )
        );

        Assert.Equal(one.Found, LifecycleAdditions.Of(XElement.Parse(one.Answer), declared));
    }

    private sealed record LifecycleCase(string Answer, IReadOnlyList<string> Found);
}
