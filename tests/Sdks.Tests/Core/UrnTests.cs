using Pulumi;
using Pulumi.Utilities;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

public sealed class UrnTests
{
    [Fact]
    public async Task A_urn_is_made_of_its_parts()
    {
        Output<string>? plain = null,
            child = null;
        await Run.PreviewAsync(
            new RecordingMocks(),
            () =>
            {
                plain = Urn.Create("name", "test:index:Thing");
                child = Urn.Create("name", "test:index:Thing", parent: new Group("group"));
            }
        );
        Assert.Equal("urn:pulumi:stack::project::test:index:Thing::name", await OutputUtilities.GetValueAsync(plain!));
        Assert.Equal(
            "urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Group$test:index:Thing::name",
            await OutputUtilities.GetValueAsync(child!)
        );
        var other = Urn.Create("name", "t", project: "p", stack: "s");
        Assert.Equal("urn:pulumi:s::p::t::name", await OutputUtilities.GetValueAsync(other));
    }

    [Fact]
    public void A_urn_compares_by_its_text()
    {
        var urn = new Urn("urn:x");
        Assert.Equal("urn:x", urn);
        Assert.True(urn == new Urn("urn:x"));
        Assert.Throws<ArgumentException>(() => new Urn(""));
    }
}
