using System.Collections.Immutable;
using System.Reflection;
using Pulumi;

namespace BedrockDefense.Sdks.Tests;

/// <summary>Tests the outputs of the generated resources and functions.</summary>
public sealed class AwsOutputTests
{
    private static readonly NullabilityInfoContext Nullability = new();

    [Theory]
    [InlineData("CloudTrail.Trail", "Arn", typeof(string), false)]
    [InlineData("CloudTrail.Trail", "KmsKeyId", typeof(string), true)]
    [InlineData("CloudWatch.MetricAlarm", "Threshold", typeof(double?), true)]
    [InlineData("Kms.Key", "RotationPeriodInDays", typeof(int), false)]
    [InlineData("Iam.Role", "MaxSessionDuration", typeof(int?), true)]
    [InlineData("Iam.Role", "ManagedPolicyArns", typeof(ImmutableArray<string>), false)]
    [InlineData("Iam.Role", "Tags", typeof(ImmutableDictionary<string, string>), true)]
    [InlineData("Iam.Role", "TagsAll", typeof(ImmutableDictionary<string, string>), false)]
    [InlineData(
        "S3.BucketVersioning",
        "VersioningConfiguration",
        typeof(Pulumi.Aws.S3.Outputs.BucketVersioningVersioningConfiguration),
        false
    )]
    [InlineData("Sns.TopicSubscription", "FilterPolicy", typeof(string), true)]
    public void An_output_is_nullable_where_the_provider_may_leave_it_out(string resource, string property, Type type, bool nullable)
    {
        var output = AwsTypes.Find(resource).GetProperty(property)!;
        Assert.Equal(typeof(Output<>).MakeGenericType(type), output.PropertyType);
        var state = Nullability.Create(output).GenericTypeArguments[0].ReadState;
        Assert.Equal(nullable, state is NullabilityState.Nullable);
    }

    [Fact]
    public void A_list_of_outputs_is_never_nullable() =>
        Assert.All(
            AwsTypes.Resources.SelectMany(resource => AwsTypes.Outputs(resource).Values),
            output =>
                Assert.NotEqual(
                    typeof(ImmutableArray<>),
                    Definition(Nullable.GetUnderlyingType(output.PropertyType.GetGenericArguments()[0]))
                )
        );

    [Fact]
    public void Every_output_class_has_one_marked_constructor_that_takes_all_its_fields() =>
        Assert.All(
            AwsTypes.Assembly.GetExportedTypes().Where(t => t.IsDefined(typeof(OutputTypeAttribute))),
            type =>
            {
                var constructor = Assert.Single(type.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public));
                Assert.True(constructor.IsDefined(typeof(OutputConstructorAttribute)));
                Assert.Equal(
                    type.GetFields(BindingFlags.Instance | BindingFlags.Public).Select(f => f.Name),
                    constructor.GetParameters().Select(p => char.ToUpperInvariant(p.Name![0]) + p.Name[1..])
                );
            }
        );

    [Theory]
    [InlineData("GetCallerIdentity")]
    [InlineData("GetPartition")]
    [InlineData("GetRegion")]
    [InlineData("GetRegions")]
    [InlineData("Organizations.GetOrganization")]
    [InlineData("Organizations.GetOrganizationalUnits", true)]
    [InlineData("Organizations.GetOrganizationalUnitDescendantOrganizationalUnits", true)]
    public void A_function_has_its_three_forms(string function, bool needsArguments = false)
    {
        var type = AwsTypes.Find(function);
        var plain = AwsTypes.Find($"{function}Args");
        var inputs = AwsTypes.Find($"{function}InvokeArgs");
        var result = AwsTypes.Find($"{function}Result");

        var asynchronous = type.GetMethod("InvokeAsync", [plain, typeof(InvokeOptions)])!;
        var lifted = type.GetMethod("Invoke", [inputs, typeof(InvokeOptions)])!;
        var dependent = type.GetMethod("Invoke", [inputs, typeof(InvokeOutputOptions)])!;
        Assert.Equal(typeof(Task<>).MakeGenericType(result), asynchronous.ReturnType);
        Assert.Equal(typeof(Output<>).MakeGenericType(result), lifted.ReturnType);
        Assert.Equal(typeof(Output<>).MakeGenericType(result), dependent.ReturnType);
        Assert.All([asynchronous, lifted], method => Assert.Equal(!needsArguments, method.GetParameters()[0].HasDefaultValue));
        Assert.DoesNotContain(dependent.GetParameters(), parameter => parameter.HasDefaultValue);
    }

    private static Type? Definition(Type? type) => type is { IsGenericType: true } ? type.GetGenericTypeDefinition() : null;
}
