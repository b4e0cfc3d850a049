using Pulumi;

namespace Sdks.Tests.Api;

public sealed class CoreSurfaceTests
{
    private static readonly Dictionary<string, HashSet<string>> s_listed =
        ApiListing.Read(Path.Combine(AppContext.BaseDirectory, "Api", "pulumi-core-api.txt"));

    private static readonly Dictionary<string, HashSet<string>> s_ours = ApiListing.Of(typeof(Resource).Assembly);

    [Fact]
    public void Every_public_type_is_in_the_listing_of_the_real_package() =>
        Assert.Empty(s_ours.Keys.Except(s_listed.Keys));

    [Fact]
    public void Every_public_member_is_in_the_listing_of_the_real_package_with_the_same_signature() =>
        Assert.Empty(
            from type in s_ours
            where s_listed.ContainsKey(type.Key)
            from member in type.Value.Except(s_listed[type.Key])
            select $"{type.Key}: {member}");
}
