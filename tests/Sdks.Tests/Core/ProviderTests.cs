using Pulumi;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

public sealed class ProviderTests
{
    private const string Prefix = "urn:pulumi:stack::project::pulumi:pulumi:Stack$pulumi:providers:test::";

    [Fact]
    public async Task A_provider_has_the_type_of_its_package_and_its_arguments_arrive_as_json_text()
    {
        var mocks = new RecordingMocks();
        await Run.PreviewAsync(
            mocks,
            () =>
                _ = new TestProvider(
                    "provider",
                    new TestProviderArgs
                    {
                        AccountIds = { "111122223333", "<x>" },
                        AssumeRole = new RuleArgs { Name = "a \"b\"", Ports = { 1, 2 } },
                        SkipChecks = true,
                        Region = "eu-west-1",
                    }
                )
        );
        var provider = mocks["provider"];
        Assert.Equal("pulumi:providers:test", provider.Type);
        Assert.Equal("""[ "111122223333", "\u003cx\u003e" ]""", provider.Inputs["accountIds"]);
        Assert.Equal("""{ "name": "a \"b\"", "ports": [ 1, 2 ] }""", provider.Inputs["assumeRole"]);
        Assert.Equal("true", provider.Inputs["skipChecks"]);
        Assert.Equal("eu-west-1", provider.Inputs["region"]);
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(0.5, "0.5")]
    [InlineData(1e21, "1e+21")]
    [InlineData("tab\tquote\"<&>\u007f", "\"tab\\tquote\\\"\\u003c&\\u003e\\u007f\"")]
    [InlineData(new string[0], "[ ]")]
    public async Task Json_text_is_spaced_and_escaped_as_the_real_core_does_it(object value, string text)
    {
        var mocks = new RecordingMocks();
        await Run.PreviewAsync(
            mocks,
            () => _ = new ProviderResource("test", "p", new AnyArgs { Value = value }, new CustomResourceOptions())
        );
        Assert.Equal(text, mocks["p"].Inputs["value"]);
    }

    [Fact]
    public async Task A_new_resource_has_no_id_and_without_a_provider_none()
    {
        var mocks = new RecordingMocks();
        await Run.ThingAsync(mocks);
        Assert.Equal("", mocks["thing"].Id);
        Assert.Equal("", mocks["thing"].Provider);
    }

    [Fact]
    public async Task A_resource_names_its_provider_by_urn_and_id()
    {
        var mocks = new RecordingMocks();
        await Run.PreviewAsync(
            mocks,
            () => _ = new Thing("thing", null, new CustomResourceOptions { Provider = new TestProvider("provider") })
        );
        Assert.Equal($"{Prefix}provider::provider-id", mocks["thing"].Provider);
    }

    [Fact]
    public async Task A_provider_without_an_id_is_named_by_the_mark_for_unknown()
    {
        var mocks = new RecordingMocks { Id = _ => null };
        await Run.PreviewAsync(
            mocks,
            () => _ = new Thing("thing", null, new CustomResourceOptions { Provider = new TestProvider("provider") })
        );
        Assert.Equal($"{Prefix}provider::04da6b54-80e4-46f7-96ec-b56ff0331ba9", mocks["thing"].Provider);
    }

    [Fact]
    public async Task Children_inherit_the_provider_through_components_at_any_depth()
    {
        var mocks = new RecordingMocks();
        await Run.PreviewAsync(
            mocks,
            () =>
            {
                var provider = new TestProvider("provider");
                var outer = new Group("outer", new ComponentResourceOptions { Provider = provider });
                _ = new Group("inner", new ComponentResourceOptions { Parent = outer });
                _ = new Group("listed", new ComponentResourceOptions { Providers = { provider } });
                _ = new Group("none");
            }
        );
        foreach (var name in new[] { "outer-child", "inner-child", "listed-child" })
        {
            Assert.Equal($"{Prefix}provider::provider-id", mocks[name].Provider);
        }

        Assert.Equal("", mocks["none-child"].Provider);
        Assert.Equal("", mocks["outer"].Provider);
    }

    [Fact]
    public async Task Children_of_a_custom_resource_inherit_its_provider()
    {
        var mocks = new RecordingMocks();
        await Run.PreviewAsync(
            mocks,
            () =>
            {
                var parent = new Thing("parent", null, new CustomResourceOptions { Provider = new TestProvider("provider") });
                _ = new Thing("child", null, new CustomResourceOptions { Parent = parent });
            }
        );
        Assert.Equal($"{Prefix}provider::provider-id", mocks["child"].Provider);
    }

    [Fact]
    public async Task A_provider_of_another_package_is_not_inherited()
    {
        var mocks = new RecordingMocks();
        await Run.PreviewAsync(
            mocks,
            () =>
            {
                var provider = new ProviderResource("other", "provider", ResourceArgs.Empty, new CustomResourceOptions());
                _ = new Group("group", new ComponentResourceOptions { Providers = { provider } });
            }
        );
        Assert.Equal("", mocks["group-child"].Provider);
    }

    [Fact]
    public async Task A_component_takes_Provider_or_Providers_but_not_both()
    {
        await Assert.ThrowsAsync<RunException>(() =>
            Run.PreviewAsync(
                new RecordingMocks(),
                () =>
                {
                    var provider = new TestProvider("provider");
                    _ = new Group("group", new ComponentResourceOptions { Provider = provider, Providers = { provider } });
                }
            )
        );
    }

    private sealed class AnyArgs : ResourceArgs
    {
        [Input("value", json: true)]
        public Input<object>? Value { get; set; }
    }
}
